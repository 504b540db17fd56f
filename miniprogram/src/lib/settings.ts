import { keep, kept } from './store'
import { live } from './live'

export interface Settings { county: string; elder: boolean }

const start = kept<Settings>('settings', { county: HOME_COUNTY, elder: false })
export const settings = live<Settings>(start)

/** Change what the person chose about the program itself; kept on this phone only. */
export function choose(change: Partial<Settings>): void {
  const next = { ...settings.get(), ...change }
  keep('settings', next)
  settings.set(next)
}
