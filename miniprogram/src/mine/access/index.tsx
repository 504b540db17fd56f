import { accessLog } from '../../api/endpoints'
import { moment } from '../../lib/when'
import { useSignedIn } from '../../ui/gate'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Empty, Note, Say } from '../../ui/parts'
import { Press } from '../../ui/primitives'

export default function Access() {
  const signed = useSignedIn('mine/access')
  const list = useLoad(() => (signed ? accessLog() : Promise.resolve(null)), [signed])
  const more = () => {
    const seen = list.data
    if (seen?.next) void accessLog(seen.next).then((page) => list.set({ items: [...seen.items, ...page.items], next: page.next }))
  }
  return (
    <Page title='谁看过我的资料' aloud='工作人员每看一次您的申请，这里都会记一笔。'>
      <Say className='lead'>工作人员每看一次、改一次您的申请，这里都会记一笔。</Say>
      {list.error && <Note warm><Say>{list.error}</Say></Note>}
      {list.data?.items.length === 0 && <Empty icon='eye'>还没有人看过。</Empty>}
      {list.data?.items.map((one, place) => <Card key={place}><Say className='strong'>{`${one.role}${one.says}`}</Say><Say className='soft'>{`${moment(one.at)} · ${one.number}`}</Say></Card>)}
      {list.data?.next && <Press onPress={more}>看更早的</Press>}
    </Page>
  )
}
