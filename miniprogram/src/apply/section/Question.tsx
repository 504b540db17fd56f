import { useEffect, useState } from 'react'
import { regions } from '../../api/endpoints'
import type { Answers, Draft, Township, Value } from '../../api/types'
import { idNumber, phone, wholeNumber } from '../../lib/checks'
import { CATEGORIES, FIELDS, hintOf, NEEDS, RELATIONS, STATUSES, YES_NO } from '../../lib/words'
import { Despair, Urgent } from '../../ui/Urgent'
import { Choices, DayField, PickField, StoryField, TextField } from '../../ui/fields'

interface Props { field: string; draft: Draft; answers: Answers; set: (field: string, value: Value | null) => void; onWrong?: (problem: string) => void }

const CHECKS: Record<string, (text: string) => string> = { 'applicant.id_number': idNumber, 'applicant.phone': phone, 'filer.phone': phone }
const TEXT_KINDS: Record<string, 'text' | 'phone' | 'id'> = { 'applicant.id_number': 'id', 'applicant.phone': 'phone', 'filer.phone': 'phone' }
const LISTS: Record<string, typeof STATUSES> = { 'household.status': STATUSES, 'need.kinds': NEEDS }
const ONES: Record<string, typeof STATUSES> = { 'emergency.category': CATEGORIES, 'filer.relation': RELATIONS }
const NUMBERS: Record<string, number> = { 'household.size': 30, 'household.monthly_income': 10_000_000, 'costs.medical_self_paid': 10_000_000, 'costs.property_loss': 10_000_000, 'costs.tuition': 10_000_000 }
const SIZES = [1, 2, 3, 4].map((many) => ({ value: String(many), says: `${many}口` }))

/** One question of the application, by its dotted name. */
export function Question({ field, draft, answers, set, onWrong }: Props) {
  const value = answers[field]
  const text = value === undefined ? '' : String(value)
  const common = { name: FIELDS[field] ?? field, hint: hintOf(field, draft.assisted), heard: draft.heard[field] }
  const save = (next: string) => set(field, next || null)
  if (field === 'address.township' || field === 'address.village') return <Region {...common} field={field} draft={draft} answers={answers} set={set} />
  if (field === 'emergency.narrative') return <StoryField {...common} value={text} onSave={save} />
  if (field === 'emergency.occurred_on') return <DayField {...common} value={text} onSave={save} />
  if (field === 'emergency.in_danger') return <><Choices {...common} choices={YES_NO} value={value === undefined ? [] : [value ? 'yes' : 'no']} onSave={([one]) => set(field, one === 'yes')} />{value === true && <Urgent />}</>
  if (LISTS[field]) return <Choices {...common} many choices={LISTS[field]} value={Array.isArray(value) ? value : []} onSave={(list) => set(field, list.length ? list : null)} />
  if (ONES[field]) return <><Choices {...common} choices={ONES[field]} value={text ? [text] : []} onSave={([one]) => set(field, one ?? null)} />{value === 'despair' && <Despair />}</>
  const most = NUMBERS[field]
  if (most) return <TextField {...common} kind='money' quick={field === 'household.size' ? SIZES : undefined} value={text} onWrong={onWrong} check={(typed) => wholeNumber(typed, most)} maxLength={8} onSave={(typed) => set(field, typed ? Number(typed) : null)} />
  return <TextField {...common} kind={TEXT_KINDS[field]} value={text} onWrong={onWrong} check={CHECKS[field]} onSave={save} />
}

/** Township, then village, from the administrative register of the county. */
function Region({ field, draft, answers, set, ...common }: Props & { name: string; hint?: string; heard?: string }) {
  const [townships, setTownships] = useState<Township[]>([])
  useEffect(() => { regions(draft.jurisdiction).then((page) => setTownships(page.items), () => undefined) }, [draft.jurisdiction])
  const value = String(answers[field] ?? '')
  const names = field === 'address.township' ? townships.map((one) => one.name) : townships.find((one) => one.name === answers['address.township'])?.villages ?? []
  const options = [...new Set([...(value ? [value] : []), ...names])].map((name) => ({ value: name, says: name }))
  const save = (name: string) => {
    set(field, name)
    if (field === 'address.township' && name !== value) set('address.village', null)
  }
  return <PickField {...common} value={value} options={options} placeholder={field === 'address.village' && !answers['address.township'] ? '先选上面的乡镇' : '请选一个'} onSave={save} />
}
