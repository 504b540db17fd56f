import { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { newKey, Refused } from '../../api/client'
import { consent, privacyNotice, start } from '../../api/endpoints'
import type { CaseCard } from '../../api/types'
import { sentences } from '../../lib/words'
import { keep } from '../../lib/store'
import { settings } from '../../lib/settings'
import { useSignedIn } from '../../ui/gate'
import { callPhone, instead, to } from '../../ui/go'
import { Choices } from '../../ui/fields'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Icon, Note, Say } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'

const FOR = [{ value: 'self', says: '给我自己（我家）' }, { value: 'other', says: '帮别人申请' }]

export default function Start() {
  const { copy, other } = useRouter().params
  const signed = useSignedIn('apply/start', { ...(other && { other }), ...(copy && { copy }) })
  const [who, setWho] = useState<string[]>(other ? ['other'] : [])
  const [agrees, setAgrees] = useState<string[]>([])
  const [open, setOpen] = useState<CaseCard | null>(null)
  const keys = useRef<Record<string, string>>({})
  const notice = useLoad(() => (signed ? privacyNotice() : Promise.resolve(null)), [signed])
  const lacking = notice.data?.purposes.filter((one) => one.required && one.granted === false) ?? []
  const { busy, error, act } = useAct()
  const begin = (anyway: boolean) => act(async () => {
    for (const one of lacking) await consent(one.purpose, notice.data?.version ?? '', true)
    try {
      const body = { jurisdiction: settings.get().county, for_other: who[0] === 'other', resident_agrees: agrees.includes('resident') || undefined, copy_from: copy, anyway }
      const draft = await start(body, (keys.current[JSON.stringify(body)] ??= newKey()))
      if (settings.get().elder) keep('first-question', draft.id)
      instead('apply/tasks', { id: draft.id })
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 409 && problem.body.open) return setOpen(problem.body.open as CaseCard)
      throw problem
    }
  })
  if (open) return <OpenFirst open={open} busy={busy} error={error} anyway={() => begin(true)} />
  const asks = lacking.length > 0
  const helping = who[0] === 'other'
  const ready = who.length > 0 && notice.data !== null && (!asks || agrees.includes('lacking')) && (!helping || agrees.includes('resident'))
  const questions = [...(asks ? [{ value: 'lacking', says: '我同意' }] : []), ...(helping ? [{ value: 'resident', says: '我问过他（她）本人，他（她）同意我帮着申请' }] : [])]
  return (
    <Page title='申请救助' aloud={sentences(['大约五分钟，一共五小步，不知道的可以空着。先点一下，给谁申请：给我自己，还是帮别人。', ...lacking.map((one) => one.says), questions.length > 0 && `请点一下：${questions.map((one) => one.says).join('；')}。`, '最后点“开始填”。'])}>
      <Box className='row'><Icon name='time' /><Box className='grow'><Say className='strong'>大约五分钟</Say><Say className='soft'>一共五小步，填一点存一点，不知道的可以空着。</Say></Box></Box>
      <Choices name='给谁申请' choices={FOR} value={who} onSave={setWho} />
      {questions.length > 0 && (
        <Card title={asks ? '还要请您同意一件事' : '帮别人申请，先说清楚'}>
          {lacking.map((one) => <Say key={one.purpose} className='lead'>{one.says}</Say>)}
          <Choices name='请点一下' hint='点了才能接着填' many choices={questions} value={agrees} onSave={setAgrees} />
          {helping && <Say className='soft'>不满14岁的孩子，要由爸妈或监护人申请。办到哪一步，您和他（她）都会收到消息。</Say>}
        </Card>
      )}
      {notice.error && <Note warm>{notice.error}</Note>}
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={!ready || busy} onPress={() => begin(false)}>开始填</Press>
      <Press className='quiet' onPress={() => callPhone('12349')}>不想填？打12349，说给我们听</Press>
    </Page>
  )
}

/** Not knowing where the first one stands is what makes people apply twice: so that is shown first. */
function OpenFirst({ open, busy, error, anyway }: { open: CaseCard; busy: boolean; error: string; anyway: () => void }) {
  const whose = open.for_whom ? `您帮${open.for_whom}申请的` : '您的'
  return (
    <Page title={open.for_whom ? '有一份还在办' : '您已经有一份了'} aloud={`${whose}那一份，现在是：${open.says}。同一件事不用再填一遍。`}>
      <Card title={open.for_whom ? `帮${open.for_whom}申请的：${open.title}` : open.title}>
        {open.number && <Say>{`编号 ${open.number}`}</Say>}
        <Words className='block standing'>{open.says}</Words>
        <Say>同一件事不用再填一遍。有变化可以在那一份里告诉我们。</Say>
      </Card>
      {error && <Note warm><Say>{error}</Say></Note>}
      <Box className='stack'>
        <Press className='main' onPress={() => (open.draft ? instead('apply/tasks', { id: open.id }) : to('pages/case', { id: open.id }))}>{open.draft ? '接着填那一份' : '看那一份办到哪了'}</Press>
        <Press disabled={busy} onPress={anyway}>{open.for_whom ? '这次是帮另一个人，再申请一份' : '这是另外一件事，再申请一份'}</Press>
      </Box>
    </Page>
  )
}
