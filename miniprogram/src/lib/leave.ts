import Taro from '@tarojs/taro'
import { settings } from './settings'
import { keep } from './store'
import { conflicts, saved, stuck, waiting } from './sync'
import { uploads } from './upload'

/** Nothing of the person stays on a phone they leave: drafts, pages, what waited to be sent. The type size stays. */
export function leavePhone(): void {
  try {
    Taro.clearStorageSync()
  } catch {
    // Storage is forbidden here, so nothing was kept.
  }
  keep('settings', settings.get())
  waiting.set([])
  uploads.set([])
  conflicts.set({})
  stuck.set([])
  saved.set({})
}
