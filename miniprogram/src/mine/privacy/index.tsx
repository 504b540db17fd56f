import { useState } from 'react'
import { signIn } from '../../api/client'
import { consent, consents, erase, exportAll, privacyNotice } from '../../api/endpoints'
import type { Purpose } from '../../api/types'
import { leavePhone } from '../../lib/leave'
import { saveFile } from '../../lib/save'
import { moment } from '../../lib/when'
import { useSignedIn } from '../../ui/gate'
import { home } from '../../ui/go'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Note, Say } from '../../ui/parts'
import { Box, Press } from '../../ui/primitives'

const SAVED = process.env.TARO_ENV === 'h5' ? '已经存成文件，在手机的“下载”里。里面写的是：' : '已经复制好了，可以贴到微信里发给家里人。里面写的是：'

export default function Privacy() {
  const signed = useSignedIn('mine/privacy')
  const notice = useLoad(() => (signed ? privacyNotice() : Promise.resolve(null)), [signed])
  const history = useLoad(() => (signed ? consents() : Promise.resolve(null)), [signed])
  const { busy, error, act } = useAct()
  const change = (one: Purpose) => act(async () => {
    await consent(one.purpose, notice.data?.version ?? '', !one.granted)
    notice.again()
    history.again()
  })
  return (
    <Page title='隐私' aloud='您同意过什么，都在这里，随时可以改。您也可以把自己的资料拿走，或者让我们删掉。'>
      {error && <Note warm><Say>{error}</Say></Note>}
      {notice.data?.purposes.map((one) => <Agreed key={one.purpose} one={one} busy={busy} change={() => change(one)} />)}
      <TakeAlong />
      <Erase />
      <Card title='同意过的记录'>
        {history.data?.items.map((one) => <Say key={one.at + one.purpose} className='soft'>{`${moment(one.at)} ${one.granted ? '同意' : '不再同意'}“${one.title}”（第${one.version}版）`}</Say>)}
      </Card>
    </Page>
  )
}

/** One purpose: the last word on it, and, before it is taken back, what that brings. */
function Agreed({ one, busy, change }: { one: Purpose; busy: boolean; change: () => void }) {
  const [asked, setAsked] = useState(false)
  const done = () => { setAsked(false); change() }
  return (
    <Card title={one.title}>
      <Say>{one.says}</Say>
      <Say className='strong'>{one.granted ? `您${one.granted_at ? moment(one.granted_at) : ''}同意了` : '您没有同意'}</Say>
      {asked && <Note warm><Say>{one.withdrawn}</Say></Note>}
      {asked && (
        <Box className='stack'>
          <Press onPress={() => setAsked(false)}>再想想</Press>
          <Press className='warm' label={`是的，不再同意：${one.title}`} disabled={busy} onPress={done}>是的，不再同意</Press>
        </Box>
      )}
      {!asked && <Press label={`${one.granted ? '不再同意' : '同意'}：${one.title}`} disabled={busy} onPress={one.granted ? () => setAsked(true) : change}>{one.granted ? '不再同意' : '同意'}</Press>}
    </Card>
  )
}

/** Everything on file as a text that a person can read, on the phone and in a file to keep. */
function TakeAlong() {
  const [text, setText] = useState('')
  const { busy, error, act } = useAct()
  const take = () => act(async () => {
    const { readable } = await exportAll()
    setText(readable)
    saveFile('我的e救助资料.txt', readable)
  })
  return (
    <Card title='把我的资料拿走'>
      <Say>您填过的、我们记下的，都在里面。</Say>
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press disabled={busy} onPress={take}>拿走我的资料</Press>
      {text && <Note><Say className='strong'>{SAVED}</Say><Say className='letter'>{text}</Say></Note>}
    </Card>
  )
}

function Erase() {
  const [asked, setAsked] = useState(false)
  const [kept, setKept] = useState<string[] | null>(null)
  const { busy, error, act } = useAct()
  const go = () => act(async () => {
    const answer = await erase()
    leavePhone()
    setKept([answer.says, ...answer.kept])
  })
  if (kept) return <Card title='已经删掉了'>{kept.map((line) => <Say key={line}>{line}</Say>)}<Press onPress={() => void home().then(() => signIn(null))}>回首页</Press></Card>
  return (
    <Card title='删掉我的资料'>
      <Say>删了就找不回来。正在办的申请要先办完或者不申请了，才能删。办过的案卷，法律要求留着，我们会把您的名字去掉。</Say>
      {error && <Note warm><Say>{error}</Say></Note>}
      {!asked && <Press className='warm' onPress={() => setAsked(true)}>我要删掉</Press>}
      {asked && <Box className='stack'><Press onPress={() => setAsked(false)}>再想想</Press><Press className='warm' disabled={busy} onPress={go}>是的，都删掉</Press></Box>}
    </Card>
  )
}
