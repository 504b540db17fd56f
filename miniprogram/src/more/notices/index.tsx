import { notices } from '../../api/endpoints'
import { settings } from '../../lib/settings'
import { useLive } from '../../lib/live'
import { day } from '../../lib/when'
import { to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Empty, Facts, Note, Say } from '../../ui/parts'
import { Press } from '../../ui/primitives'

export default function Notices() {
  const { county } = useLive(settings)
  const list = useLoad(() => notices(), [county])
  const more = () => {
    const seen = list.data
    if (seen?.next) void notices(seen.next).then((page) => list.set({ items: [...seen.items, ...page.items], next: page.next }))
  }
  return (
    <Page title='公示' aloud='这里写着准备给谁救助。您觉得不对，可以提不同意见。'>
      <Say className='lead'>这里写着准备给谁救助，名字遮住了一部分。您觉得不对，可以提不同意见。</Say>
      {list.error && <Note warm><Say>{list.error}</Say></Note>}
      {list.data?.items.length === 0 && <Empty icon='board'>现在没有公示。</Empty>}
      {list.data?.items.map((one) => (
        <Card key={one.id} title={`${one.name} · ${one.scheme}`}>
          <Facts rows={[['住在', one.place], ['打算怎么帮', one.says], ['公示到', day(one.ends_on)]]} />
          <Press label={`对${one.name}的公示提不同意见`} onPress={() => to('more/objection', { id: one.id, name: one.name })}>提不同意见</Press>
        </Card>
      ))}
      {list.data?.next && <Press onPress={more}>看更多</Press>}
    </Page>
  )
}
