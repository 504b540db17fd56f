import { useEffect, useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { Choice } from '../lib/words'
import { canListen, listen } from '../lib/speech'
import { today } from '../lib/when'
import { Area, Box, DayPick, Line, Pick, Press, Words } from './primitives'
import { Label } from './Label'
import type { LineProps } from './contract'

interface Shell { name: string; hint?: string; wrong?: string; heard?: string }

function Around({ id, name, hint, wrong, heard, children }: Shell & { id: string; children: ReactNode }) {
  return (
    <Box className='field'>
      <Label target={id}>{name}</Label>
      <Box id={`${id}-hint`}>
        {hint && <Words className='hint'>{hint}</Words>}
        <Heard words={heard} />
      </Box>
      {children}
      <Box live>{wrong && <Words className='wrong'>{wrong}</Words>}</Box>
    </Box>
  )
}

/** What the bot heard, beside the question. A number that came with the call was said by nobody. */
function Heard({ words }: { words?: string }) {
  return words ? <Words className='heard'>{words === '来电号码' ? '用的就是您这个电话号码' : `您说的是：“${words}”`}</Words> : null
}

interface TextProps extends Shell { value: string; onSave: (text: string) => void; check?: (text: string) => string; onWrong?: (problem: string) => void; eager?: boolean; kind?: LineProps['kind']; maxLength?: number; placeholder?: string; quick?: Choice[] }

/** The few answers most people give, each one tap. */
function Quick({ name, choices, value, onPick }: { name: string; choices: Choice[]; value: string; onPick: (value: string) => void }) {
  return (
    <Box className='quick'>
      {choices.map((one) => <Press key={one.says} className={value === one.value ? 'chosen' : ''} label={`${name}：${one.says}`} onPress={() => onPick(one.value)}>{one.says}</Press>)}
    </Box>
  )
}

/** A line of text. It keeps its own letters while typing and hands them over when the person leaves it (`eager`: at every letter), so a slow network never eats one. */
export function TextField({ name, hint, heard, value, onSave, check, onWrong, eager, kind, maxLength, placeholder, quick }: TextProps) {
  const id = useId()
  const [text, setText] = useState(value)
  const [wrong, setWrong] = useState('')
  useEffect(() => setText(value), [value])
  const done = () => {
    const problem = check?.(text) ?? ''
    setWrong(problem)
    onWrong?.(problem)
    if (!problem && text !== value) onSave(text.trim())
  }
  return (
    <Around id={id} name={name} hint={hint} wrong={wrong} heard={heard}>
      {quick && <Quick name={name} choices={quick} value={value} onPick={(one) => { setWrong(''); onWrong?.(''); onSave(one) }} />}
      <Line id={id} label={name} kind={kind} value={text} maxLength={maxLength} placeholder={placeholder} describedBy={`${id}-hint`} invalid={Boolean(wrong)} onChange={(next) => { setText(next); if (eager) onSave(next.trim()) }} onDone={done} />
    </Around>
  )
}
/** A longer story, spoken or typed. */
export function StoryField({ name, hint, heard, short, value, onSave }: Shell & { value: string; short?: boolean; onSave: (text: string) => void }) {
  const id = useId()
  const [text, setText] = useState(value)
  const [stop, setStop] = useState<(() => void) | null>(null)
  useEffect(() => setText(value), [value])
  const spoken = (words: string) => setText((before) => { const next = before ? `${before}。${words}` : words; onSave(next); return next })
  const toggle = () => {
    if (stop) return stop()
    const end = listen(spoken, () => setStop(null))
    setStop(() => end)
  }
  return (
    <Around id={id} name={name} hint={hint} heard={heard}>
      <Area id={id} label={name} short={short} value={text} describedBy={`${id}-hint`} onChange={(next) => { setText(next); onSave(next) }} />
      {canListen() && <Press className={stop ? 'call' : ''} onPress={toggle}>{stop ? '说完了，点这里' : '不想打字？点这里说话'}</Press>}
    </Around>
  )
}

/** Choose one, or several: each choice a whole line to press. Nothing is chosen until the person does. */
export function Choices({ name, hint, heard, choices, value, many, onSave }: Shell & { choices: Choice[]; value: string[]; many?: boolean; onSave: (value: string[]) => void }) {
  const press = (one: string) => {
    if (!many) return onSave([one])
    if (one === 'none') return onSave(value.includes('none') ? [] : ['none'])
    onSave(value.includes(one) ? value.filter((other) => other !== one) : [...value.filter((other) => other !== 'none'), one])
  }
  return (
    <Box className='field' group label={name}>
      <Words className='field-name'>{name}</Words>
      {(hint ?? many) && <Words className='hint'>{hint ?? '可以选几个'}</Words>}
      <Heard words={heard} />
      <Box className='stack'>
        {choices.map((choice) => {
          const chosen = value.includes(choice.value)
          return (
            <Press key={choice.value} role={many ? 'checkbox' : 'radio'} chosen={chosen} className={`left ${chosen ? 'chosen' : ''}`} onPress={() => press(choice.value)}>
              <Box className={`mark ${many ? 'square' : ''}`} /><Words>{choice.says}</Words>
            </Press>
          )
        })}
      </Box>
    </Box>
  )
}

export function PickField({ name, hint, heard, value, options, onSave, placeholder }: Shell & { value: string; options: Choice[]; onSave: (value: string) => void; placeholder?: string }) {
  const id = useId()
  return <Around id={id} name={name} hint={hint} heard={heard}><Pick id={id} label={name} value={value} options={options} placeholder={placeholder} describedBy={`${id}-hint`} onChange={onSave} /></Around>
}

const LATELY = [{ days: 0, says: '今天' }, { days: 1, says: '昨天' }, { days: 2, says: '前天' }]

/** A day: most emergencies are of the last three, which need no calendar. */
export function DayField({ name, hint, heard, value, onSave }: Shell & { value: string; onSave: (day: string) => void }) {
  const id = useId()
  return (
    <Around id={id} name={name} hint={hint} heard={heard}>
      <Quick name={name} choices={LATELY.map(({ days, says }) => ({ value: today(days), says }))} value={value} onPick={onSave} />
      <DayPick id={id} label={name} value={value} latest={today()} describedBy={`${id}-hint`} onChange={onSave} />
    </Around>
  )
}
