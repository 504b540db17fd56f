import { markRead, messages } from '../../api/endpoints'
import type { Message } from '../../api/types'
import { moment } from '../../lib/when'
import { useSignedIn } from '../../ui/gate'
import { to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Note, Say } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'

const open = (one: Message) => { void markRead(one.id).catch(() => undefined); if (one.case_id) to('pages/case', { id: one.case_id }) }

export default function Messages() {
  const signed = useSignedIn('pages/messages')
  const list = useLoad(() => (signed ? messages() : Promise.resolve(null)), [signed])
  const more = () => {
    const seen = list.data
    if (seen?.next) void messages(seen.next).then((page) => list.set({ items: [...seen.items, ...page.items], next: page.next }))
  }
  return (
    <Page title='消息'>
      {list.error && <Note warm><Say>{list.error}</Say></Note>}
      {list.data?.items.length === 0 && <Say className='lead'>还没有消息。办事有进展，会在这里告诉您。</Say>}
      <Box className='stack'>
        {list.data?.items.map((one) => (
          <Press key={one.id} className='left tile' onPress={() => open(one)}>
            <Words className='strong'>{one.read ? one.title : `${one.title}（新）`}</Words>
            <Words>{one.says}</Words>
            <Words className='soft'>{moment(one.at)}</Words>
          </Press>
        ))}
      </Box>
      {list.data?.next && <Press onPress={more}>看更早的</Press>}
    </Page>
  )
}
