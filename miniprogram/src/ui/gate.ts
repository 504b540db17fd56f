import { useDidShow } from '@tarojs/taro'
import { session } from '../api/client'
import { useLive } from '../lib/live'
import { keep, kept } from '../lib/store'
import { instead } from './go'

/** Send whoever is not signed in to the sign-in page and bring them back here afterwards. */
export function useSignedIn(path: string, params: Record<string, string> = {}): boolean {
  const current = useLive(session)
  useDidShow(() => { if (!session.get()) { keep('after-login', { path, params }); instead('pages/login') } })
  return current !== null
}

export function goOn(): void {
  const next = kept<{ path: string; params: Record<string, string> }>('after-login', { path: 'pages/home', params: {} })
  instead(next.path, next.params)
}
