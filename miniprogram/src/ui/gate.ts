import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { session } from '../api/client'
import { useLive } from '../lib/live'
import { keep, kept } from '../lib/store'
import { instead } from './go'

/** Send whoever is not signed in to the sign-in page and bring them back here afterwards. */
export function useSignedIn(path: string, params: Record<string, string> = {}): boolean {
  const current = useLive(session)
  const inFront = useRef(false)
  const ask = () => { keep('after-login', { path, params }); instead('pages/login') }
  useDidShow(() => { inFront.current = true; if (!session.get()) ask() })
  useDidHide(() => { inFront.current = false })
  useEffect(() => { if (!current && inFront.current) ask() }, [current]) // eslint-disable-line react-hooks/exhaustive-deps
  return current !== null
}

export function goOn(): void {
  const next = kept<{ path: string; params: Record<string, string> }>('after-login', { path: 'pages/home', params: {} })
  instead(next.path, next.params)
}
