/** Forms that are open, each as the question whether something stands in it that is not saved. */
const open = new Set<() => boolean>()

/**
 * Has the reader asked before he leaves a page on which something is not saved. To be called while a component starts;
 * it holds as long as the component is there.
 */
export function warnUnsaved(isUnsaved: () => boolean): void {
  $effect(() => {
    open.add(isUnsaved)
    return () => open.delete(isUnsaved)
  })
}

/** Whether anything on the page would be lost by leaving it. */
export const isAnythingUnsaved = (): boolean => [...open].some((isUnsaved) => isUnsaved())
