import { useEffect, useState } from 'react'
import { regions } from '../../api/endpoints'
import type { Township } from '../../api/types'
import { phone as phoneCheck } from '../../lib/checks'
import { settings } from '../../lib/settings'
import { PickField, StoryField, TextField } from '../../ui/fields'
import { HandIn } from '../../ui/HandIn'
import { Page } from '../../ui/Page'
import { Say } from '../../ui/parts'

export default function Tip() {
  const county = settings.get().county
  const [townships, setTownships] = useState<Township[]>([])
  const [township, setTownship] = useState('')
  const [village, setVillage] = useState('')
  const [name, setName] = useState('')
  const [says, setSays] = useState('')
  const [phone, setPhone] = useState('')
  useEffect(() => { regions(county).then((page) => setTownships(page.items), () => undefined) }, [county])
  const villages = townships.find((one) => one.name === township)?.villages ?? []
  const option = (one: string) => ({ value: one, says: one })
  const body = { jurisdiction: county, text: says, person: name || undefined, township: township || undefined, village: village || undefined, phone: phone || undefined }
  return (
    <Page title='帮别人报一声' aloud='看到谁家有难处，告诉我们在哪、出了什么事，我们上门去看。'>
      <Say className='lead'>看到谁家有难处，告诉我们在哪、出了什么事，我们上门去看。您的名字不会说出去。</Say>
      <StoryField name='出了什么事' value={says} onSave={setSays} />
      <PickField name='在哪个乡镇（街道）' value={township} options={townships.map((one) => option(one.name))} onSave={(next) => { setTownship(next); setVillage('') }} />
      <PickField name='在哪个村（社区）' value={village} options={villages.map(option)} placeholder={township ? '请选一个' : '先选上面的乡镇'} onSave={setVillage} />
      <TextField eager name='他（她）叫什么（可以不填）' value={name} onSave={setName} />
      <TextField eager name='您的电话（可以不填）' kind='phone' check={phoneCheck} value={phone} onSave={setPhone} />
      <HandIn title='帮别人报的一声' path='/tips' body={body} ready={says.trim().length >= 4} says='告诉你们' />
    </Page>
  )
}
