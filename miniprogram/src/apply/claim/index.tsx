import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Claim } from '../../api/endpoints'
import { claimable } from '../../api/endpoints'
import { bare } from '../../lib/checks'
import { useSignedIn } from '../../ui/gate'
import { instead } from '../../ui/go'
import { TextField } from '../../ui/fields'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Entry, Note, Say, Sheet } from '../../ui/parts'
import { Press } from '../../ui/primitives'
import { take } from '../../ui/take'

export default function GoOn() {
  const given = useRouter().params
  const signed = useSignedIn('apply/claim', given.number ? { number: given.number, code: given.code ?? '' } : {})
  const [number, setNumber] = useState(given.number ?? '')
  const [code, setCode] = useState(given.code ?? '')
  const mine = useLoad(() => (signed ? claimable() : Promise.resolve(null)), [signed])
  const { busy, error, act } = useAct()
  const go = (body: Claim) => act(() => take(body, instead))
  return (
    <Page title='说过的，接着办' aloud='您说过的，我们都记着，不用再说一遍。点下面那一条，或者填上编号和查询码，就能接着办。'>
      <Say className='lead'>您说过的，我们都记着，不用再说一遍。</Say>
      {mine.data && mine.data.items.length > 0 && <Sheet name='用您这个手机号打来的'>{mine.data.items.map((one) => <Entry key={one.id} icon='call' title={one.title} tag={one.says} onPress={() => go({ id: one.id })} />)}</Sheet>}
      <Card title='我有编号和查询码'>
        <TextField eager name='编号' hint='说完以后告诉您的，两个字母加一串数字' value={number} maxLength={30} onSave={setNumber} />
        <TextField eager kind='code' name='查询码' hint='8个数字' value={code} maxLength={16} onSave={setCode} />
        {error && <Note warm><Say>{error}</Say></Note>}
        <Press className='main' disabled={busy || !number || bare(code).length < 8} onPress={() => go({ number: bare(number), query_code: bare(code) })}>找到它</Press>
      </Card>
    </Page>
  )
}
