import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { claim, claimable } from '../../api/endpoints'
import { useSignedIn } from '../../ui/gate'
import { instead } from '../../ui/go'
import { TextField } from '../../ui/fields'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Entry, Note, Say, Sheet } from '../../ui/parts'
import { Press } from '../../ui/primitives'

export default function Claim() {
  const given = useRouter().params
  const signed = useSignedIn('apply/claim', given.number ? { number: given.number, code: given.code ?? '' } : {})
  const [number, setNumber] = useState(given.number ?? '')
  const [code, setCode] = useState(given.code ?? '')
  const mine = useLoad(() => (signed ? claimable() : Promise.resolve(null)), [signed])
  const { busy, error, act } = useAct()
  const take = (body: { number?: string; query_code?: string; id?: string }) => act(async () => {
    const draft = await claim(body)
    if (draft.state === 'draft' || draft.state === 'unfinished') instead('apply/tasks', { id: draft.id })
    else instead('pages/case', { id: draft.id })
  })
  return (
    <Page title='电话里说过的' aloud='您打电话说过的，我们都记着。点下面那一条，或者填上编号和查询码，就能接着办。'>
      <Say className='lead'>您在电话里说过的，我们都记着，不用再说一遍。</Say>
      {mine.data && mine.data.items.length > 0 && <Sheet name='用您这个手机号打来的'>{mine.data.items.map((one) => <Entry key={one.id} icon='call' title={one.title} tag={one.says} onPress={() => take({ id: one.id })} />)}</Sheet>}
      <Card title='我有编号和查询码'>
        <TextField eager name='编号' hint='打完电话告诉您的，两个字母加一串数字' value={number} maxLength={20} onSave={(text) => setNumber(text.toUpperCase())} />
        <TextField eager kind='code' name='查询码' hint='8个数字' value={code} maxLength={8} onSave={(text) => setCode(text)} />
        {error && <Note warm><Say>{error}</Say></Note>}
        <Press className='main' disabled={busy || !number || code.length < 8} onPress={() => take({ number, query_code: code })}>找到它</Press>
      </Card>
    </Page>
  )
}
