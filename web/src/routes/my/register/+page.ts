/** The year in which the reader is, in the zone of the installation: the one that is shown first. */
export const load = async ({ parent }) => {
  const { settings } = await parent()
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: settings?.timeZone }).format(new Date())
  return { thisYear: Number(today.slice(0, 4)) }
}
