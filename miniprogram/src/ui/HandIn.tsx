import { useEffect, useState } from 'react'
import { call, newKey, Unreachable } from '../api/client'
import type { Numbered } from '../api/types'
import { handIn } from '../lib/sync'
import { useAct } from './load'
import { Note, Say } from './parts'
import { Press } from './primitives'
import { home } from './go'

interface Props { title: string; path: string; body: unknown; ready: boolean; says: string }

/** The last button of a small form. Without a network what was written waits on the phone and goes by itself. */
export function HandIn({ title, path, body, ready, says }: Props) {
  const [done, setDone] = useState('')
  const [key, setKey] = useState(newKey)
  const { busy, error, act } = useAct()
  const contents = JSON.stringify(body)
  useEffect(() => setKey(newKey()), [contents])
  const send = () => act(async () => {
    try {
      const answer = await call<Numbered>('POST', path, { body, key })
      setDone(answer.number ? `${answer.says}编号 ${answer.number}。` : answer.says)
    } catch (problem) {
      if (!(problem instanceof Unreachable)) throw problem
      handIn(title, path, body)
      setDone('现在没有网，已经记在手机里，有网了会自动交上去。')
    }
  })
  if (done) return <><Note><Say className='strong'>{done}</Say></Note><Press className='main' onPress={() => void home()}>回首页</Press></>
  return (
    <>
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={!ready || busy} onPress={send}>{busy ? '正在交…' : says}</Press>
    </>
  )
}
