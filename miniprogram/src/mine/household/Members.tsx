import { useState } from 'react'
import type { Member } from '../../api/types'
import { RELATIONS } from '../../lib/words'
import { Choices, PickField, TextField } from '../../ui/fields'
import { Say } from '../../ui/parts'
import { Box, Press, Title, Words } from '../../ui/primitives'

const CHILD = 14
const EMPTY: Member = { name: '', relation: '', age: null, condition: [] }
const CONDITIONS = [{ value: 'disabled', says: '有残疾' }, { value: 'ill', says: '长期生病' }, { value: 'student', says: '在上学' }]
const says = (code: string) => RELATIONS.find((one) => one.value === code)?.says ?? ''

const about = (one: Member) => [one.name, says(one.relation), one.age !== null && `${one.age}岁`, one.income && `每月${one.income}元`, ...CONDITIONS.filter((known) => one.condition.includes(known.value)).map((known) => known.says)].filter(Boolean).join('，')

/** Who lives in the house. A child under fourteen is entered by a parent or guardian who says so (PIPL 31). */
export function Members({ members, set }: { members: Member[]; set: (members: Member[]) => void }) {
  const [draft, setDraft] = useState<Member | null>(null)
  const change = (part: Partial<Member>) => setDraft((before) => ({ ...(before ?? EMPTY), ...part }))
  const child = (draft?.age ?? CHILD) < CHILD
  const add = () => { if (draft) set([...members, draft]); setDraft(null) }
  return (
    <Box className='field'>
      <Title level={3}>家里人</Title>
      {members.map((one, place) => (
        <Box key={`${one.name}${place}`} className='row'>
          <Words>{about(one)}</Words>
          <Press className='quiet slim' label={`去掉${one.name}`} onPress={() => set(members.filter((other) => other !== one))}>去掉</Press>
        </Box>
      ))}
      {!draft && <Press onPress={() => setDraft(EMPTY)}>加一个家里人</Press>}
      {draft && (
        <Box className='note'>
          <TextField eager name='家里人姓名' value={draft.name} onSave={(name) => change({ name })} />
          <PickField name='他（她）是您的' value={draft.relation} options={RELATIONS.slice(0, 4)} onSave={(relation) => change({ relation })} />
          <TextField eager name='年纪' kind='number' value={draft.age === null ? '' : String(draft.age)} maxLength={3} onSave={(text) => change({ age: /^\d+$/.test(text) ? Number(text) : null })} />
          <TextField eager name='他（她）一个月收入（元）' hint='没有就空着' kind='money' value={draft.income ? String(draft.income) : ''} maxLength={8} onSave={(text) => change({ income: /^\d+$/.test(text) ? Number(text) : null })} />
          <Choices name='他（她）的情况' many choices={CONDITIONS} value={draft.condition} onSave={(condition) => change({ condition })} />
          {child && <Choices name='不满14岁' many hint='孩子的情况要由爸妈或监护人来填' choices={[{ value: 'yes', says: '我是他（她）的监护人，同意填' }]} value={draft.guardian_consent ? ['yes'] : []} onSave={(value) => change({ guardian_consent: value.length > 0 })} />}
          <Press className='main' disabled={!draft.name || !draft.relation || (child && !draft.guardian_consent)} onPress={add}>加上</Press>
          <Press onPress={() => setDraft(null)}>不加了</Press>
          <Say className='soft'>加好后，记得点下面的“存下来”。</Say>
        </Box>
      )}
    </Box>
  )
}
