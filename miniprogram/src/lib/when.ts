/** Days and instants as people say them, in China's one time zone. */
const two = (n: number) => String(n).padStart(2, '0')
const inChina = (iso: string) => new Date(new Date(iso).getTime() + 8 * 3600_000)

export function day(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (parts) return `${Number(parts[2])}月${Number(parts[3])}日`
  const at = inChina(iso)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
}

export function moment(iso: string): string {
  const at = inChina(iso)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

/** The day it is in China, or so many days before. */
export function today(daysAgo = 0): string {
  return inChina(new Date(Date.now() - daysAgo * 86_400_000).toISOString()).toISOString().slice(0, 10)
}
