import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useDraft } from '../../lib/drafts'
import { useSignedIn } from '../../ui/gate'
import { back, instead } from '../../ui/go'
import { AskConsent } from '../../ui/AskConsent'
import { Conflicts } from '../../ui/Conflicts'
import { Page } from '../../ui/Page'
import { Note, Say } from '../../ui/parts'
import { Saved } from '../../ui/Weather'
import { Box, Press } from '../../ui/primitives'
import { FIELDS, isAside, SECTIONS, sentences, spoken } from '../../lib/words'
import { Question } from './Question'

export default function Section() {
  const { id = '', section: key = 'who' } = useRouter().params
  const signed = useSignedIn('apply/section', { id, section: key })
  const { draft, answers, set, error } = useDraft(id)
  const leaving = useLeaving()
  const [all, setAll] = useState(false)
  const sections = SECTIONS.filter((one) => one.key !== 'filer' || draft?.assisted)
  const place = sections.findIndex((one) => one.key === key)
  const section = sections[place]
  if (!draft || !section) return <Page title='填写申请'><Say>{error || '正在打开…'}</Say></Page>
  const next = sections[place + 1]
  const aside = all ? [] : section.fields.filter((field) => isAside(field, answers))
  const fields = section.fields.filter((field) => !aside.includes(field))
  const on = () => (next ? instead('apply/section', { id, section: next.key }) : instead('apply/photos', { id }))
  return (
    <Page key={section.key} title={section.title} aloud={sentences([section.title, ...fields.map((field) => spoken(field, answers[field], draft.assisted)), '不知道的可以先空着。填好了，点最下面的“下一步”。'])}>
      <Box className='way'>{sections.map((one, at) => <Box key={one.key} className={`way-bit ${at <= place ? 'done' : ''}`} />)}</Box>
      <Say className='lead'>{`第${place + 1}步，一共${sections.length}步。不知道的可以先空着。`}</Say>
      <Conflicts draft={id} />
      <AskConsent signed={signed} />
      {fields.map((field) => <Question key={field} field={field} draft={draft} answers={answers} set={set} onWrong={(problem) => leaving.mark(field, problem)} />)}
      {aside.length > 0 && <Press className='quiet' onPress={() => setAll(true)}>还花了别的钱？点这里填</Press>}
      {leaving.warned && <Note warm><Say>{`“${leaving.wrong.map((field) => FIELDS[field]).join('”“')}”还没填对，没有存上。改一改就行；手边没有，再点一次就先空着。`}</Say></Note>}
      <Box className='stack'>
        <Press className='main' onPress={() => leaving.leave(on)}>{next ? '下一步' : '下一步：拍照片'}</Press>
        <Press className='quiet' onPress={() => leaving.leave(back)}>先到这里，回目录</Press>
      </Box>
      <Saved draft={id} />
    </Page>
  )
}

/** What was typed and could not be kept is said once before the page is left; a second press leaves all the same. */
function useLeaving() {
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [warned, setWarned] = useState(false)
  const wrong = Object.keys(problems).filter((field) => problems[field])
  const mark = (field: string, problem: string) => { setProblems((before) => ({ ...before, [field]: problem })); setWarned(false) }
  const leave = (go: () => void) => (wrong.length && !warned ? setWarned(true) : go())
  return { wrong, warned: warned && wrong.length > 0, mark, leave }
}
