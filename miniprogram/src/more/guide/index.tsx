import { guide } from '../../api/endpoints'
import { settings } from '../../lib/settings'
import { useLive } from '../../lib/live'
import { to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Entry, Note, Say, Sheet } from '../../ui/parts'
import { Press } from '../../ui/primitives'

export default function Guide() {
  const { county } = useLive(settings)
  const list = useLoad(guide, [county])
  return (
    <Page title='有哪些救助' aloud={list.data?.items.map((one) => `${one.name}，${one.says}`).join('。')}>
      {list.error && <Note warm><Say>{list.error}</Say></Note>}
      <Press className='main' onPress={() => to('more/eligibility')}>不知道选哪个？回答几个问题</Press>
      <Sheet>
        {list.data?.items.map((one) => <Entry key={one.scheme} brief title={one.name} says={one.says} onPress={() => to('more/scheme', { scheme: one.scheme })} />)}
      </Sheet>
    </Page>
  )
}
