import Taro from '@tarojs/taro'
import { useState } from 'react'
import { consent, granted, privacyNotice, subscription, templates } from '../api/endpoints'
import type { Subscription } from '../api/types'
import { useAct, useLoad } from './load'
import { Note, Say } from './parts'
import { Press } from './primitives'

const IN_WECHAT = process.env.TARO_ENV === 'weapp'
const ENDED = ['refused', 'closed', 'archived', 'withdrawn', 'merged']
const NIGHT = '晚上九点到早上八点不打扰您。'

/** Agree to messages; in WeChat also ask its leave, one message a template, at most three templates a call, only from a tap. */
async function askLeave(agreed: boolean): Promise<void> {
  // WeChat wants its question asked before any other answer is awaited, or it takes the tap for none.
  const asked = IN_WECHAT ? askWeChat() : Promise.resolve()
  if (!agreed) await consent('messages', (await privacyNotice()).version, true)
  await asked
}

let known: string[] = []
const learnTemplates = () => templates().then((page) => { known = page.items.slice(0, 3).map((one) => one.template_id) }, () => undefined)

async function askWeChat(): Promise<void> {
  const ids = known
  if (!ids.length) return
  const answer = (await Taro.requestSubscribeMessage({ tmplIds: ids, entityIds: [] }).catch(() => ({}))) as unknown as Record<string, unknown>
  await granted(Object.fromEntries(ids.map((id) => [id, answer[id] === 'accept'])))
}

/** By which road the next word comes: WeChat while it may still carry one, otherwise a text message. */
function road({ counts }: Subscription): string {
  return IN_WECHAT && Object.values(counts).some((left) => left > 0) ? '发微信' : '发短信'
}

/** The moment it makes sense to ask: after handing in, and again while a case is under way when WeChat's leave, good for one message, is used up. */
export function TellMe({ state, main }: { state?: string; main?: boolean }) {
  const now = useLoad(async () => { if (IN_WECHAT) await learnTemplates(); return subscription() })
  const [asked, setAsked] = useState(false)
  const { busy, error, act } = useAct()
  if (!now.data || (state && ENDED.includes(state))) return null
  const { agreed, counts } = now.data
  const usedUp = IN_WECHAT && known.length > 0 && Object.values(counts).some((left) => left < 1)
  const ask = () => act(async () => { await askLeave(agreed); setAsked(true); now.again() })
  return (
    <>
      {agreed && <Note><Say>{`有进展，会${road(now.data)}告诉您。${NIGHT}`}</Say></Note>}
      {(!agreed || (usedUp && !asked)) && <Press className={main && !agreed ? 'main' : ''} disabled={busy} onPress={ask}>{agreed ? '下次也用微信告诉我' : '有进展，发消息告诉我'}</Press>}
      {error && <Note warm><Say>{error}</Say></Note>}
    </>
  )
}
