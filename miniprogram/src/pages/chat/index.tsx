import { useState } from 'react'
import { chat } from '../../api/endpoints'
import type { ChatReply } from '../../api/types'
import { keep, kept } from '../../lib/store'
import { callPhone, to } from '../../ui/go'
import { useSignedIn } from '../../ui/gate'
import { useAct } from '../../ui/load'
import { StoryField } from '../../ui/fields'
import { Page } from '../../ui/Page'
import { Note, Say } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'

interface Said { mine: boolean; text: string }
const HELLO: Said = { mine: false, text: '您好，我是救助小助手。您遇到什么难处了？慢慢说，我都记着。' }

export default function Chat() {
  useSignedIn('pages/chat')
  const [said, setSaid] = useState<Said[]>(kept<Said[]>('chat', [HELLO]))
  const [last, setLast] = useState<ChatReply | null>(null)
  const [text, setText] = useState('')
  const { busy, error, act } = useAct()
  const add = (more: Said[]) => setSaid((before) => { const next = [...before, ...more].slice(-100); keep('chat', next); return next })
  const say = (words: string) => act(async () => {
    const answer = await chat(words, kept<string | null>('conversation', null))
    keep('conversation', answer.conversation)
    add([{ mine: true, text: words }, ...answer.replies.map((reply) => ({ mine: false, text: reply.text }))])
    setLast(answer.replies.at(-1) ?? null)
    setText('')
  })
  const filed = last?.custom.filed
  return (
    <Page title='跟小助手说说' aloud={said.filter((one) => !one.mine).at(-1)?.text}>
      <Box as='section' className='stack' live label='对话'>
        {said.map((one, place) => <Box key={place} className={`bubble ${one.mine ? 'mine' : ''}`}><Words>{one.text}</Words></Box>)}
      </Box>
      {last?.custom.options && <Box className='stack'>{last.custom.options.map((option) => <Press key={option} disabled={busy} onPress={() => say(option)}>{option}</Press>)}</Box>}
      {last?.custom.ask === 'confirm' && <Box className='stack'><Press className='main' disabled={busy} onPress={() => say('对')}>对，没错</Press><Press disabled={busy} onPress={() => say('不对')}>有不对的</Press></Box>}
      {filed && <Note><Say className='strong'>{`已经交上去了，编号 ${filed.number}，查询码 ${filed.query_code}`}</Say><Press onPress={() => to('apply/claim', { number: filed.number, code: filed.query_code })}>放进我的申请</Press></Note>}
      {error && <Note warm><Say>{error}</Say><Press className='call' onPress={() => callPhone('12349')}>打12349</Press></Note>}
      <StoryField name='您说' value={text} onSave={setText} />
      <Press className='main' disabled={busy || !text.trim()} onPress={() => say(text.trim())}>{busy ? '正在听…' : '发出去'}</Press>
    </Page>
  )
}
