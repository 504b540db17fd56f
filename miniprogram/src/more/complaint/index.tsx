import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { settings } from '../../lib/settings'
import { phone as phoneCheck } from '../../lib/checks'
import { StoryField, TextField } from '../../ui/fields'
import { HandIn } from '../../ui/HandIn'
import { Page } from '../../ui/Page'
import { Say } from '../../ui/parts'

export default function Complaint() {
  const { number = '' } = useRouter().params
  const [says, setSays] = useState('')
  const [phone, setPhone] = useState('')
  const body = { jurisdiction: settings.get().county, text: says, phone: phone || undefined, about: number || undefined }
  return (
    <Page title='投诉' aloud='哪里办得不好，您直说。可以不留名字。'>
      <Say className='lead'>{number ? `关于 ${number}。哪里办得不好，您直说。` : '哪里办得不好，您直说。可以不留名字。'}</Say>
      <StoryField name='什么事让您不满意' value={says} onSave={setSays} />
      <TextField eager name='您的电话（可以不填）' hint='留了电话，我们会回话' kind='phone' check={phoneCheck} value={phone} onSave={setPhone} />
      <HandIn title='投诉' path='/complaints' body={body} ready={says.trim().length >= 4} says='交上去' />
    </Page>
  )
}
