import { markRead, messages } from '../../api/endpoints'
import type { Message } from '../../api/types'
import { moment } from '../../lib/when'
import { useSignedIn } from '../../ui/gate'
import { to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Empty, Icon, Note, Say } from '../../ui/parts'
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
    <Page title='消息' aloud={list.data?.items.slice(0, 3).map((one) => `${moment(one.at)}，${one.title}，${one.says}`).join('。') || '还没有消息。'}>
      {list.error && <Note warm><Say>{list.error}</Say></Note>}
      {list.data?.items.length === 0 && <Empty icon='bell'>还没有消息。办事有进展，会在这里告诉您。</Empty>}
      <Box className='stack'>
        {list.data?.items.map((one) => (
          <Press key={one.id} className='entry' onPress={() => open(one)}>
            <Icon name='bell' warm={!one.read} />
            <Box className='grow'>
              <Words className='block strong'>{one.read ? one.title : `${one.title}（新）`}</Words>
              <Words className='block'>{one.says}</Words>
              <Words className='block soft'>{moment(one.at)}</Words>
            </Box>
          </Press>
        ))}
      </Box>
      {list.data?.next && <Press onPress={more}>看更早的</Press>}
    </Page>
  )
}
