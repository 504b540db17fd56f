import { useEffect, useState } from 'react'
import { checkRealName, household, profile, saveHousehold, saveProfile } from '../../api/endpoints'
import type { Household, Profile } from '../../api/types'
import { idNumber, wholeNumber } from '../../lib/checks'
import { STATUSES } from '../../lib/words'
import { useSignedIn } from '../../ui/gate'
import { Choices, TextField } from '../../ui/fields'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Note, Say } from '../../ui/parts'
import { Press } from '../../ui/primitives'
import { Certificates, STATUS_OF } from './Certificates'
import { Members } from './Members'

export default function HouseholdPage() {
  const signed = useSignedIn('mine/household')
  const mine = useLoad(() => (signed ? profile() : Promise.resolve(null)), [signed])
  const ours = useLoad(() => (signed ? household() : Promise.resolve(null)), [signed])
  return (
    <Page title='我和家里的情况' aloud='填一次，下次申请不用再填。'>
      <Say className='lead'>填一次，下次申请不用再填。不想填的可以空着。</Say>
      {mine.error && <Note warm><Say>{mine.error}</Say></Note>}
      {mine.data && <Person mine={mine.data} saved={mine.set} />}
      {ours.data && <Home ours={ours.data} saved={ours.set} />}
    </Page>
  )
}

function Person({ mine, saved }: { mine: Profile; saved: (next: Profile) => void }) {
  const [form, setForm] = useState(mine)
  const { busy, error, act } = useAct()
  useEffect(() => setForm(mine), [mine])
  const set = (part: Partial<Profile>) => setForm((before) => ({ ...before, ...part }))
  const save = () => act(async () => saved(await saveProfile({ name: form.name || null, id_number: form.id_number?.includes('*') ? undefined : form.id_number || null, detail: form.detail || null, version: form.version })))
  return (
    <Card title='我'>
      <TextField eager name='姓名' value={form.name ?? ''} onSave={(name) => set({ name })} />
      <TextField eager name='身份证号' kind='id' hint={mine.verified ? '已经核对过' : '只用来办救助'} check={idNumber} value={form.id_number ?? ''} onSave={(id_number) => set({ id_number })} />
      <TextField eager name='门牌号，或者怎么找' hint='比如“村委会往东第三家”' value={form.detail ?? ''} onSave={(detail) => set({ detail })} />
      {error && <Note warm><Say>{error}</Say></Note>}
      {mine.name && mine.id_number && !mine.verified && <Press disabled={busy} onPress={() => act(async () => saved(await checkRealName()))}>核对姓名和身份证号</Press>}
      <Press className='main' label='存下我的情况' disabled={busy || JSON.stringify(form) === JSON.stringify(mine)} onPress={save}>存下来</Press>
    </Card>
  )
}

function Home({ ours, saved }: { ours: Household; saved: (next: Household) => void }) {
  const [form, setForm] = useState(ours)
  const { busy, error, act } = useAct()
  useEffect(() => setForm(ours), [ours])
  const set = (part: Partial<Household>) => setForm((before) => ({ ...before, ...part }))
  const earned = form.members.reduce((sum, one) => sum + (one.income ?? 0), 0)
  const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : null)
  return (
    <Card title='家里'>
      <TextField eager name='一起过日子的有几口人' kind='number' value={form.size === null ? '' : String(form.size)} check={(text) => wholeNumber(text, 30)} maxLength={2} onSave={(text) => set({ size: number(text) })} />
      <TextField eager name='全家一个月收入（元）' hint={earned ? `下面写的家里人，加起来一个月${earned}元，再加上您自己的。` : '不知道准数，写个大概也行。'} kind='money' value={form.monthly_income === null ? '' : String(form.monthly_income)} check={(text) => wholeNumber(text, 10_000_000)} maxLength={8} onSave={(text) => set({ monthly_income: number(text) })} />
      <Choices name='家里的情况' many choices={STATUSES} value={form.status} onSave={(status) => set({ status, certificates: form.certificates.filter((one) => status.includes(STATUS_OF[one.kind])) })} />
      <Certificates form={form} set={set} />
      <Members members={form.members} set={(members) => set({ members })} />
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' label='存下家里的情况' disabled={busy || JSON.stringify(form) === JSON.stringify(ours)} onPress={() => act(async () => saved(await saveHousehold(form)))}>存下来</Press>
    </Card>
  )
}
