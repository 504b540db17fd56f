import { cases, claimable } from '../../api/endpoints'
import type { CaseCard } from '../../api/types'
import { day } from '../../lib/when'
import { useSignedIn } from '../../ui/gate'
import { to } from '../../ui/go'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Empty, Entry, Note, Sheet } from '../../ui/parts'
import { Box, Press } from '../../ui/primitives'
import { take } from '../../ui/take'

const open = (one: CaseCard) => (one.draft ? to('apply/tasks', { id: one.id }) : to('pages/case', { id: one.id }))

export default function Cases() {
  const signed = useSignedIn('pages/cases')
  const list = useLoad(() => (signed ? cases() : Promise.resolve(null)), [signed])
  const told = useLoad(() => (signed ? claimable() : Promise.resolve(null)), [signed])
  const { busy, error, act } = useAct()
  const calls = told.data?.items ?? []
  const more = () => {
    const seen = list.data
    if (seen?.next) void cases(seen.next).then((page) => list.set({ items: [...seen.items, ...page.items], next: page.next }))
  }
  return (
    <Page title='我的申请' aloud={list.data?.items.length ? list.data.items.map((one) => `${one.title}，${one.says}`).join('。') : '您还没有申请过。打过12349的，可以用编号找到。'}>
      {list.error && <Note warm>{list.error}</Note>}
      {error && <Note warm>{error}</Note>}
      {calls.length > 0 && <Sheet name='您打电话说过的'>{calls.map((one) => <Entry key={one.id} icon='call' title={one.title} says={one.number ?? undefined} tag={one.says} warm={one.unfinished} onPress={() => { if (!busy) act(() => take({ id: one.id })) }} />)}</Sheet>}
      {list.data?.items.length === 0 && !calls.length && <Empty icon='progress'>您还没有申请过。打过12349的，可以用编号找到。</Empty>}
      <Box className='stack'>
        {list.data?.items.map((one) => <Entry key={one.id} icon={one.draft ? 'apply' : 'progress'} title={one.title} says={`${one.for_whom ? `给${one.for_whom}申请 · ` : ''}${one.number ?? `${day(one.updated_at)}填的`}`} tag={one.says} warm={one.draft} onPress={() => open(one)} />)}
      </Box>
      {list.data?.next && <Press onPress={more}>看更早的</Press>}
      <Sheet>
        <Entry icon='call' warm title='打过电话？接着办' onPress={() => to('apply/claim')} />
        <Entry icon='time' title='用编号查进度' onPress={() => to('more/lookup')} />
      </Sheet>
      <Press className='main' onPress={() => to('apply/start')}>我要申请救助</Press>
    </Page>
  )
}
