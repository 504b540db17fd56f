import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { Answers, Draft } from '../../api/types'
import { forget, kept } from '../../lib/store'
import { useDraft } from '../../lib/drafts'
import { FIELDS, SECTIONS } from '../../lib/words'
import { useSignedIn } from '../../ui/gate'
import { instead, to, unsent } from '../../ui/go'
import { AskConsent } from '../../ui/AskConsent'
import { Conflicts } from '../../ui/Conflicts'
import { Page } from '../../ui/Page'
import { Entry, Note, Say, Sheet } from '../../ui/parts'
import { Saved } from '../../ui/Weather'
import { Press } from '../../ui/primitives'

const ICONS = { who: 'me', filer: 'help', where: 'place', what: 'story', home: 'house', need: 'money' } as const
export const sectionsOf = (draft: Draft) => SECTIONS.filter((section) => section.key !== 'filer' || draft.assisted)
const has = (answers: Answers, field: string) => answers[field] !== undefined && answers[field] !== ''

export default function Tasks() {
  const { id = '' } = useRouter().params
  const signed = useSignedIn('apply/tasks', { id })
  const { draft, answers, error, reload } = useDraft(id)
  useDidShow(() => { if (draft) void reload() })
  useFirstQuestion(id, draft !== null)
  if (!draft) return <Page title='填写申请'><Say>{error || '正在打开…'}</Say></Page>
  const missing = new Set(draft.missing.filter((field) => !has(answers, field)))
  const sections = sectionsOf(draft).map((section) => {
    const lacking = section.fields.filter((field) => missing.has(field))
    const begun = section.fields.some((field) => has(answers, field))
    return { ...section, lacking, tag: lacking.length ? (begun ? '填了一些' : '还没填') : begun ? '填好了' : '可以不填' }
  })
  const next = sections.find((section) => section.lacking.length)
  if (!unsent(draft.state)) return <HandedIn id={id} signed={signed}><Sections id={id} draft={draft} sections={sections} /></HandedIn>
  return (
    <Page title='填写申请' aloud={next ? `接下来填：${next.title}。填一点存一点，随时可以停下。` : '该填的都填好了，点最下面看一遍，就可以交了。'}>
      <Say className='lead'>填一点存一点，随时可以停下，下次接着填。</Say>
      {draft.origin === 'bot' && <Note><Say>这些是您说过的，请看看对不对。</Say></Note>}
      <Conflicts draft={id} />
      <AskConsent signed={signed} />
      {next ? <Press className='main' onPress={() => to('apply/section', { id, section: next.key })}>{`接着填：${next.title}`}</Press> : <Press className='main' onPress={() => to('apply/check', { id })}>都填好了，看一遍</Press>}
      <Sections id={id} draft={draft} sections={sections} />
      {next && <Press onPress={() => to('apply/check', { id })}>看一遍</Press>}
      <Saved draft={id} />
    </Page>
  )
}

/** 大字版: one thing at a time, so once, before the list of all questions, comes the first. From here, for Taro mixes up two pages opened at once. */
function useFirstQuestion(id: string, opened: boolean) {
  useEffect(() => {
    if (!opened || kept('first-question', '') !== id) return
    forget('first-question')
    to('apply/section', { id, section: 'who' })
  }, [id, opened])
}

type Part = ReturnType<typeof sectionsOf>[number] & { lacking: string[]; tag: string }

function Sections({ id, draft, sections }: { id: string; draft: Draft; sections: Part[] }) {
  return (
    <Sheet>
      {sections.map((section) => <Entry key={section.key} icon={ICONS[section.key]} title={section.title} says={section.lacking.length && section.lacking.length < section.fields.length ? `还差：${section.lacking.map((field) => FIELDS[field]).join('、')}` : undefined} tag={section.tag} warm={section.lacking.length > 0} onPress={() => to('apply/section', { id, section: section.key })} />)}
      <Entry icon='camera' title='拍照片' says='身份证、病历、发票，有什么拍什么' tag={draft.attachments.length ? `${draft.attachments.length}张` : '可以以后再补'} onPress={() => to('apply/photos', { id })} />
    </Sheet>
  )
}

/** What is handed in already, by the resident or by the bot, is corrected where it stands; there is nothing to hand in again. */
function HandedIn({ id, signed, children }: { id: string; signed: boolean; children: ReactNode }) {
  return (
    <Page title='看看对不对' aloud='已经交上去了。哪一项不对，点进去改，改了就算，不用再交一遍。'>
      <Say className='lead'>已经交上去了。哪一项不对，点进去改，改了就算，不用再交一遍。</Say>
      <Conflicts draft={id} />
      <AskConsent signed={signed} />
      {children}
      <Saved draft={id} />
      <Press className='main' onPress={() => instead('pages/case', { id })}>都对，看办到哪一步</Press>
    </Page>
  )
}
