import { devices, revoke } from '../../api/endpoints'
import { moment } from '../../lib/when'
import { useSignedIn } from '../../ui/gate'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Note, Say } from '../../ui/parts'
import { Press } from '../../ui/primitives'

export default function Devices() {
  const signed = useSignedIn('mine/devices')
  const list = useLoad(() => (signed ? devices() : Promise.resolve(null)), [signed])
  const { busy, error, act } = useAct()
  return (
    <Page title='登录过的手机' aloud='不是您的，就让它退出。'>
      <Say className='lead'>不认识的，就让它退出。</Say>
      {error && <Note warm><Say>{error}</Say></Note>}
      {list.data?.items.map((one) => (
        <Card key={one.id}>
          <Say className='strong'>{`${one.device}${one.current ? '（就是这部）' : ''}`}</Say>
          <Say className='soft'>{`上次用：${moment(one.last_seen_at)}`}</Say>
          {!one.current && <Press disabled={busy} onPress={() => act(async () => { await revoke(one.id); list.again() })}>让它退出</Press>}
        </Card>
      ))}
    </Page>
  )
}
