import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { consent, granted, privacyNotice, templates } from '../../api/endpoints'
import type { Submitted } from '../../api/types'
import { kept } from '../../lib/store'
import { useSignedIn } from '../../ui/gate'
import { home, instead } from '../../ui/go'
import { useAct } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Note, Say } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'

/** WeChat asks for leave to send one message each time, at most three templates a call, and only from a tap: this is the moment it makes sense. */
async function askLeave(): Promise<void> {
  if (process.env.TARO_ENV !== 'weapp') {
    const notice = await privacyNotice()
    await consent('messages', notice.version, true)
    return
  }
  const { items } = await templates()
  const ids = items.slice(0, 3).map((one) => one.template_id)
  const answer = (await Taro.requestSubscribeMessage({ tmplIds: ids, entityIds: [] })) as unknown as Record<string, unknown>
  await granted(Object.fromEntries(ids.map((id) => [id, answer[id] === 'accept'])))
}

export default function Done() {
  const { id = '' } = useRouter().params
  useSignedIn('apply/done', { id })
  const done = kept<Submitted | null>(`done:${id}`, null)
  const [asked, setAsked] = useState(false)
  const { busy, error, act } = useAct()
  return (
    <Page title='交上去了' aloud={done ? `${done.says}编号已经记在这部手机里。` : ''}>
      <Card>
        <Say className='strong'>{done?.says ?? '您的申请已经交上来了。'}</Say>
        <Words className='block soft'>编号</Words>
        <Words className='numbers'>{done?.number}</Words>
        <Words className='block soft'>查询码（别人帮您查时要用）</Words>
        <Words className='numbers'>{done?.query_code}</Words>
      </Card>
      {asked ? <Note><Say>好的，有进展马上告诉您。</Say></Note> : <Press className='main' disabled={busy} onPress={() => act(async () => { await askLeave(); setAsked(true) })}>有进展，发消息告诉我</Press>}
      {error && <Note warm><Say>{error}</Say></Note>}
      <Box className='stack' />
      <Box className='stack'>
        <Press onPress={() => instead('pages/case', { id })}>看办到哪一步了</Press>
        <Press onPress={home}>回首页</Press>
      </Box>
    </Page>
  )
}
