import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { inWords, Refused } from '../api/client'

export interface Loaded<T> { data: T | null; error: string; again: () => void; set: (data: T) => void }

/** Load when the screen opens and each time it is shown again; an old answer stays while a new one is on its way. */
export function useLoad<T>(load: () => Promise<T>, dependencies: unknown[] = []): Loaded<T> {
  const [data, set] = useState<T | null>(null)
  const [error, setError] = useState('')
  const again = () => { load().then((next) => { set(next); setError('') }, (problem: Error) => setError(problem.message)) }
  useEffect(again, dependencies) // eslint-disable-line react-hooks/exhaustive-deps
  useDidShow(() => { if (data !== null) again() })
  return { data, error, again, set }
}

/** Press → work → a word. `busy` keeps a second press from doing it twice. */
export function useAct(): { busy: boolean; error: string; act: (work: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const act = (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setError('')
    work().catch((problem: Error) => {
      setError(problem instanceof Refused ? inWords(problem) : problem.message)
    }).finally(() => setBusy(false))
  }
  return { busy, error, act }
}
