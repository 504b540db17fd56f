import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
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
  const [last, setLast] = useState<ChatReply['custom']>({})
  const [text, setText] = useState('')
  const [sending, setSending] = useState('')
  const { busy, error, act } = useAct()
  const add = (more: Said[]) => setSaid((before) => { const next = [...before, ...more].slice(-100); keep('chat', next); return next })
  const say = (words: string) => {
    setSending(words)
    act(async () => {
      try {
        const answer = await chat(words, kept<string | null>('conversation', null))
        keep('conversation', answer.conversation)
        add([{ mine: true, text: words }, ...answer.replies.map((reply) => ({ mine: false, text: reply.text }))])
        setLast(Object.assign({}, ...answer.replies.map((reply) => reply.custom)) as ChatReply['custom'])
        setText('')
      } finally {
        setSending('')
      }
    })
  }
  useEffect(() => { void Taro.pageScrollTo({ scrollTop: 1_000_000, duration: 0 }) }, [said.length, busy])
  return (
    <Page title='跟小助手说说' aloud={said.filter((one) => !one.mine).at(-1)?.text}>
      <Box as='section' className='stack' live label='对话'>
        {said.map((one, place) => <Box key={place} className={`bubble ${one.mine ? 'mine' : ''}`}><Words>{one.text}</Words></Box>)}
        {busy && <Box className='bubble mine'><Words>{sending}</Words></Box>}
        {busy && <Box className='bubble waiting'><Words>正在听…</Words></Box>}
      </Box>
      <Helps custom={last} />
      {last.options && <Box className='stack'>{last.options.map((option) => <Press key={option} disabled={busy} onPress={() => say(option)}>{option}</Press>)}</Box>}
      {last.ask === 'confirm' && <Box className='pair'><Press className='main' disabled={busy} onPress={() => say('对')}>对，没错</Press><Press disabled={busy} onPress={() => say('不对')}>有不对的</Press></Box>}
      {error && <Note warm><Say>{error}</Say><Press className='call' onPress={() => callPhone('12349')}>打12349</Press></Note>}
      <StoryField short name='您说' value={text} onSave={setText} />
      <Press className='main' disabled={busy || !text.trim()} onPress={() => say(text.trim())}>发出去</Press>
    </Page>
  )
}

const CRISES: Record<string, { number: string; says: string }[]> = {
  suicide: [{ number: '12356', says: '打12356，有人听您说' }, { number: '120', says: '打120急救' }],
  medical: [{ number: '120', says: '打120急救' }],
  fire: [{ number: '119', says: '打119救火' }],
  violence: [{ number: '110', says: '打110报警' }],
}

/** What an answer needs beside its words: a call that saves a life, a person, the case that was made of it. */
function Helps({ custom }: { custom: ChatReply['custom'] }) {
  const calls = [...(CRISES[custom.crisis ?? ''] ?? []), ...(custom.handoff ? [{ number: '12349', says: '打12349，找人帮您' }] : [])]
  const filed = custom.filed
  return (
    <>
      {calls.length > 0 && <Box className='stack'>{calls.map(({ number, says }) => <Press key={number} className='call' onPress={() => callPhone(number)}>{says}</Press>)}</Box>}
      {filed && (
        <Note>
          <Say className='strong'>{filed.query_code ? `已经交上去了，编号 ${filed.number}，查询码 ${filed.query_code}` : `先记下来了，号码 ${filed.number}`}</Say>
          {filed.query_code && <Press onPress={() => to('apply/claim', { number: filed.number, code: filed.query_code })}>放进我的申请</Press>}
        </Note>
      )}
    </>
  )
}
