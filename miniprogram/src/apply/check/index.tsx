import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { newKey } from '../../api/client'
import { submit } from '../../api/endpoints'
import { useDraft } from '../../lib/drafts'
import { useLive } from '../../lib/live'
import { keep, kept } from '../../lib/store'
import { settled } from '../../lib/sync'
import { uploads } from '../../lib/upload'
import { FIELDS, inWords, isAnswered, SECTIONS, sentences } from '../../lib/words'
import { useSignedIn } from '../../ui/gate'
import { instead, to } from '../../ui/go'
import { Choices } from '../../ui/fields'
import { useAct } from '../../ui/load'
import { Conflicts } from '../../ui/Conflicts'
import { Page } from '../../ui/Page'
import { Card, Facts, Note, Say } from '../../ui/parts'
import { Press } from '../../ui/primitives'

/** The key of this submission stays on the phone until an answer came: pressing again after a broken network hands in once. */
function keyOf(id: string): string {
  const key = kept<string>(`submit:${id}`, '') || newKey()
  keep(`submit:${id}`, key)
  return key
}

const photosInWords = (there: number, moving: number): string => (
  there + moving === 0 ? '还没有照片，以后再补也行。' : [there && `已经交了${there}张`, moving && `还有${moving}张正在交`].filter(Boolean).join('，') + '。'
)

export default function Check() {
  const { id = '', view } = useRouter().params
  useSignedIn('apply/check', { id })
  const { draft, answers, error } = useDraft(id)
  const moving = useLive(uploads).filter((one) => one.draft === id && !one.says)
  const [sure, setSure] = useState<string[]>([])
  const work = useAct()
  if (!draft) return <Page title='看一遍'><Say>{error || '正在打开…'}</Say></Page>
  const sections = SECTIONS.filter((one) => one.key !== 'filer' || draft.assisted)
  const missing = draft.missing.filter((field) => answers[field] === undefined)
  const hand = () => work.act(async () => {
    if (!(await settled(id))) throw new Error('有几项还没传上去，等网络好一点再点一次。您填的都在。')
    const done = await submit(id, keyOf(id))
    keep(`done:${id}`, done)
    instead('apply/done', { id })
  })
  const told = (section: (typeof sections)[number]): [string, string][] => section.fields.filter((field) => isAnswered(answers[field])).map((field) => [FIELDS[field] ?? field, inWords(field, answers[field])])
  const lacks = missing.length > 0 && `还差：${missing.map((field) => FIELDS[field]).join('、')}。不知道的可以先空着，我们会打电话问您。`
  const aloud = sentences([...sections.flatMap(told).map(([name, value]) => `${name}：${value}`), !view && lacks, !view && '都对，就点“我说的都是真的”，再点“交上去”。'])
  return (
    <Page title={view ? '填了什么' : '交之前看一遍'} aloud={aloud}>
      <Conflicts draft={id} />
      {sections.map((section) => (
        <Card key={section.key} title={section.title}>
          {told(section).length > 0 ? <Facts rows={told(section)} /> : <Say>没有填</Say>}
          {!view && <Press label={`改“${section.title}”`} onPress={() => to('apply/section', { id, section: section.key })}>改一改</Press>}
        </Card>
      ))}
      <Card title='照片'><Say>{photosInWords(draft.attachments.length, moving.length)}</Say></Card>
      {!view && (
        <>
          {lacks && <Note warm><Say>{lacks}</Say></Note>}
          <Choices name='最后一件事' hint='点了才能交' many choices={[{ value: 'true', says: '我说的都是真的' }]} value={sure} onSave={setSure} />
          {work.error && <Note warm><Say>{work.error}</Say></Note>}
          <Press className='main' disabled={!sure.length || work.busy} onPress={hand}>{work.busy ? '正在交…' : '交上去'}</Press>
        </>
      )}
    </Page>
  )
}
