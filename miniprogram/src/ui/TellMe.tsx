import Taro from '@tarojs/taro'
import { useState } from 'react'
import { consent, granted, privacyNotice, templates } from '../api/endpoints'
import { useAct } from './load'
import { Note, Say } from './parts'
import { Press } from './primitives'

const ENDED = ['refused', 'closed', 'archived', 'withdrawn', 'merged']

/** Agree to messages; in WeChat also ask its leave, one message a template, at most three templates a call, only from a tap. */
async function askLeave(): Promise<void> {
  const notice = await privacyNotice()
  await consent('messages', notice.version, true)
  if (process.env.TARO_ENV !== 'weapp') return
  const ids = (await templates()).items.slice(0, 3).map((one) => one.template_id)
  if (!ids.length) return
  const answer = (await Taro.requestSubscribeMessage({ tmplIds: ids, entityIds: [] })) as unknown as Record<string, unknown>
  await granted(Object.fromEntries(ids.map((id) => [id, answer[id] === 'accept'])))
}

/** The moment it makes sense to ask: after handing in, and again while a case is under way, for one leave is one message. */
export function TellMe({ state, main }: { state?: string; main?: boolean }) {
  const [asked, setAsked] = useState(false)
  const { busy, error, act } = useAct()
  if (state && ENDED.includes(state)) return null
  if (asked) return <Note><Say>好的，有进展马上告诉您。</Say></Note>
  return (
    <>
      <Press className={main ? 'main' : ''} disabled={busy} onPress={() => act(async () => { await askLeave(); setAsked(true) })}>有进展，发消息告诉我</Press>
      {error && <Note warm><Say>{error}</Say></Note>}
    </>
  )
}
