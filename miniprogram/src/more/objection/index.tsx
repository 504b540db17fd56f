import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { StoryField, TextField } from '../../ui/fields'
import { HandIn } from '../../ui/HandIn'
import { Page } from '../../ui/Page'
import { Say } from '../../ui/parts'
import { phone as phoneCheck } from '../../lib/checks'

export default function Objection() {
  const { id = '', name = '' } = useRouter().params
  const [says, setSays] = useState('')
  const [phone, setPhone] = useState('')
  return (
    <Page title='提不同意见' aloud='您觉得哪里不对，说出来就行。可以不留名字，我们会保密。'>
      <Say className='lead'>{`关于 ${decodeURIComponent(name)} 的公示。可以不留名字，我们会保密。`}</Say>
      <StoryField name='您觉得哪里不对' value={says} onSave={setSays} />
      <TextField eager name='您的电话（可以不填）' hint='留了电话，查清楚会告诉您' kind='phone' check={phoneCheck} value={phone} onSave={setPhone} />
      <HandIn title='不同意见' path={`/public-notices/${id}/objections`} body={{ says, phone: phone || undefined }} ready={says.trim().length >= 4} says='交上去' />
    </Page>
  )
}
