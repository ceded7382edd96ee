/**
 * A form that opens beside what opened it takes the focus, and with it comes into sight; when it closes, what opened it
 * has the focus again, if it still stands there.
 */
export function takeFocus(form: HTMLElement): () => void {
  const opener = document.activeElement
  form.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus()
  return () => {
    if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus()
  }
}
