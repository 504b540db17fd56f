import { useRouter } from '@tarojs/taro'
import { useDraft } from '../../lib/drafts'
import { useSignedIn } from '../../ui/gate'
import { back, instead } from '../../ui/go'
import { Conflicts } from '../../ui/Conflicts'
import { Page } from '../../ui/Page'
import { Say } from '../../ui/parts'
import { Saved } from '../../ui/Weather'
import { Box, Press } from '../../ui/primitives'
import { FIELDS, SECTIONS } from '../../lib/words'
import { Question } from './Question'

export default function Section() {
  const { id = '', section: key = 'who' } = useRouter().params
  useSignedIn('apply/section', { id, section: key })
  const { draft, answers, set, error } = useDraft(id)
  const sections = SECTIONS.filter((one) => one.key !== 'filer' || draft?.assisted)
  const place = sections.findIndex((one) => one.key === key)
  const section = sections[place]
  if (!draft || !section) return <Page title='填写申请'><Say>{error || '正在打开…'}</Say></Page>
  const next = sections[place + 1]
  return (
    <Page key={section.key} title={section.title} aloud={`${section.title}。要填：${section.fields.map((field) => FIELDS[field]).join('，')}。不知道的可以先空着。`}>
      <Box className='way'>{sections.map((one, at) => <Box key={one.key} className={`way-bit ${at <= place ? 'done' : ''}`} />)}</Box>
      <Say className='lead'>{`第${place + 1}步，一共${sections.length}步。不知道的可以先空着。`}</Say>
      <Conflicts draft={id} />
      {section.fields.map((field) => <Question key={field} field={field} draft={draft} answers={answers} set={set} />)}
      <Box className='stack'>
        {next ? <Press className='main' onPress={() => instead('apply/section', { id, section: next.key })}>下一步</Press> : <Press className='main' onPress={() => instead('apply/photos', { id })}>下一步：拍照片</Press>}
        <Press className='quiet' onPress={back}>先到这里，回目录</Press>
      </Box>
      <Saved draft={id} />
    </Page>
  )
}
