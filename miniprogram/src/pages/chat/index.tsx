import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { chat, claim } from '../../api/endpoints'
import type { ChatReply } from '../../api/types'
import { forget, keep, kept } from '../../lib/store'
import { callPhone, to, unsent } from '../../ui/go'
import { useSignedIn } from '../../ui/gate'
import { useAct } from '../../ui/load'
import { StoryField } from '../../ui/fields'
import { Page } from '../../ui/Page'
import { Note, Say } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'

interface Said { mine: boolean; text: string }
/** What stands beside the last answer; `opened` is the application that was made of the talk for the resident to go on with. */
type Beside = ChatReply['custom'] & { opened?: string }
const HELLO: Said = { mine: false, text: '您好，我是救助小助手。您遇到什么难处了？慢慢说，我都记着。' }

/** Where it stands stays in sight until the bot asks something new. */
const besideNow = (before: Beside, replies: ChatReply[]): Beside => {
  const now: Beside = Object.assign({}, ...replies.map((reply) => reply.custom)) as Beside
  return now.ask ? now : { filed: before.filed, ...now }
}

export default function Chat() {
  useSignedIn('pages/chat')
  const [said, setSaid] = useState<Said[]>(kept<Said[]>('chat', [HELLO]))
  const [beside, setBeside] = useState<Beside>(kept<Beside>('chat-beside', {}))
  const [text, setText] = useState('')
  const [sending, setSending] = useState('')
  const { busy, error, act } = useAct()
  const add = (more: Said[]) => setSaid((before) => { const next = [...before, ...more].slice(-100); keep('chat', next); return next })
  const put = (next: Beside) => { keep('chat-beside', next); setBeside(next) }
  const say = (words: string) => {
    setSending(words)
    act(async () => {
      try {
        const answer = await chat(words, kept<string | null>('conversation', null))
        keep('conversation', answer.conversation)
        add([{ mine: true, text: words }, ...answer.replies.map((reply) => ({ mine: false, text: reply.text }))])
        put(besideNow(beside, answer.replies))
        setText('')
      } finally {
        setSending('')
      }
    })
  }
  const open = () => act(async () => {
    const { id, state } = await claim({ conversation: kept('conversation', '') })
    if (unsent(state)) {
      forget('conversation') // What is said from now on is another talk: this one goes on as a form.
      put({ opened: id })
    }
    to('apply/tasks', { id })
  })
  const show = () => { void Taro.pageScrollTo({ selector: '#newest', duration: 0 }).catch(() => undefined) }
  useEffect(show, [said.length, busy])
  useDidShow(() => { setTimeout(show, 100) })
  const newest = busy ? said.length : said.map((one) => one.mine).lastIndexOf(true)
  return (
    <Page title='跟小助手说说' aloud={said.filter((one) => !one.mine).at(-1)?.text}>
      <Box as='section' className='stack' live label='对话'>
        {said.map((one, place) => <Box key={place} id={place === newest ? 'newest' : undefined} className={`bubble ${one.mine ? 'mine' : ''}`}><Words>{one.text}</Words></Box>)}
        {busy && sending && <Box id='newest' className='bubble mine'><Words>{sending}</Words></Box>}
        {busy && sending && <Box className='bubble waiting'><Words>正在听…</Words></Box>}
      </Box>
      <Helps beside={beside} busy={busy} open={open} />
      {beside.options && beside.ask !== 'confirm' && <Box className='stack'>{beside.options.map((option) => <Press key={option} disabled={busy} onPress={() => say(option)}>{option}</Press>)}</Box>}
      {beside.ask === 'confirm' && <Box className='pair'><Press className='main' disabled={busy} onPress={() => say('对')}>对，没错</Press><Press disabled={busy} onPress={() => say('不对')}>有不对的</Press></Box>}
      {error && <Note warm><Say>{error}</Say><Press className='call' onPress={() => callPhone('12349')}>打12349</Press></Note>}
      <StoryField short name='您说' value={text} onSave={setText} />
      <Press className='main' disabled={busy || !text.trim()} onPress={() => say(text.trim())}>发出去</Press>
      {beside.ask && <Press className='quiet' disabled={busy} onPress={open}>{beside.ask === 'confirm' ? '我自己看着改' : '不想说了？自己接着填'}</Press>}
    </Page>
  )
}

const CRISES: Record<string, { number: string; says: string }[]> = {
  suicide: [{ number: '12356', says: '打12356，有人听您说' }, { number: '120', says: '打120急救' }],
  medical: [{ number: '120', says: '打120急救' }],
  fire: [{ number: '119', says: '打119救火' }],
  violence: [{ number: '110', says: '打110报警' }],
}

interface Help { beside: Beside; busy: boolean; open: () => void }

/** What an answer needs beside its words: a call that saves a life, a person, the application that was made of it. */
function Helps({ beside, busy, open }: Help) {
  const calls = [...(CRISES[beside.crisis ?? ''] ?? []), ...(beside.handoff ? [{ number: '12349', says: '打12349，找人帮您' }] : [])]
  const { filed, opened } = beside
  return (
    <>
      {calls.length > 0 && <Box className='stack'>{calls.map(({ number, says }) => <Press key={number} className='call' onPress={() => callPhone(number)}>{says}</Press>)}</Box>}
      {filed?.query_code && (
        <Note>
          <Say className='strong'>{`交上去了，在“我的申请”里。编号 ${filed.number}，查询码 ${filed.query_code}`}</Say>
          <Press disabled={busy} onPress={open}>看看记得对不对</Press>
        </Note>
      )}
      {filed && !filed.query_code && <Note><Say className='strong'>{`先记下来了，号码 ${filed.number}`}</Say></Note>}
      {opened && <Note><Say className='strong'>您说的都记下了，在“我的申请”里。</Say><Press onPress={() => to('apply/tasks', { id: opened })}>接着填</Press></Note>}
    </>
  )
}
