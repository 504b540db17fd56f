import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { cases, claimable, jurisdictions, signedIn } from '../../api/endpoints'
import type { CaseCard, Jurisdiction } from '../../api/types'
import { useLive } from '../../lib/live'
import { choose, settings } from '../../lib/settings'
import { canSpeak } from '../../lib/speech'
import { callPhone, to } from '../../ui/go'
import { Box, Press, Title, Words } from '../../ui/primitives'
import { take } from '../../ui/take'
import { useAct } from '../../ui/load'
import { Page, ReadAloud } from '../../ui/Page'
import { Entry, Icon, Note, Sheet } from '../../ui/parts'
import { Urgent } from '../../ui/Urgent'
import { PickField } from '../../ui/fields'

const ALOUD = '遇到难处，别一个人扛。要申请救助，点第一个。想知道办到哪一步，点第二个。不想打字，就跟小助手说说。不会用，就打12349，有人帮您。'

export default function Home() {
  const { elder, county } = useLive(settings)
  const [open, setOpen] = useState<Begun | null>(null)
  const [counties, setCounties] = useState<Jurisdiction[]>([])
  useDidShow(() => {
    jurisdictions().then((page) => setCounties(page.items), () => undefined)
    setOpen(null)
    if (signedIn()) begun().then(setOpen, () => undefined)
  })
  return (
    <Page title='e救助' hero={<Hero elder={elder} />}>
      {open && <Resume open={open} />}
      <Tile icon='apply' name='我要申请救助' says='几分钟填完，随时可以停' className='main' onPress={() => to('apply/start')} />
      <Box className={elder ? 'stack' : 'pair'}>
        <Tile icon='progress' name='办到哪一步了' onPress={() => to('pages/cases')} />
        <Tile icon='chat' name='跟小助手说说' onPress={() => to('pages/chat')} />
      </Box>
      <Tile icon='call' name='打电话 12349，有人帮您' className='call' onPress={() => callPhone('12349')} />
      <Urgent />
      {!elder && <More />}
      <Sheet>
        <Entry icon='bell' title='消息' onPress={() => to('pages/messages')} />
        <Entry icon='me' title='我的' says='家里情况、隐私、登录' onPress={() => to('pages/me')} />
      </Sheet>
      {counties.length > 1 && (
        <PickField name='您在哪个县（市、区）' value={county} options={counties.map((one) => ({ value: one.slug, says: `${one.prefecture}${one.name}` }))} onSave={(slug) => choose({ county: slug })} />
      )}
    </Page>
  )
}

function Hero({ elder }: { elder: boolean }) {
  return (
    <Box className='hero'>
      <Box className='row'>
        <Box className='grow'><Title>e救助</Title></Box>
        <Press onPress={() => choose({ elder: !elder })}>{elder ? '标准字号' : '大字版'}</Press>
        {!elder && canSpeak() && <ReadAloud words={ALOUD} />}
      </Box>
      <Words className='motto'>遇到难处，</Words>
      <Words className='motto'>别一个人扛。</Words>
      {elder && canSpeak() && <Box className='hero-voice'><ReadAloud words={ALOUD} /></Box>}
    </Box>
  )
}

function Tile({ icon, name, says, className, onPress }: { icon: string; name: string; says?: string; className?: string; onPress: () => void }) {
  return (
    <Press className={`tile ${className ?? ''}`} onPress={() => onPress()}>
      <Icon name={icon} />
      <Box className='grow'>
        <Words className='tile-name'>{name}</Words>
        {says && <Words className='block soft'>{says}</Words>}
      </Box>
    </Press>
  )
}

interface Begun extends CaseCard { called?: boolean }

/** What the resident began and did not hand in; else what was told from their phone and is not among their own yet. */
async function begun(): Promise<Begun | null> {
  const own = (await cases()).items.find((one) => one.draft)
  const called = own ? undefined : (await claimable()).items[0]
  return own ?? (called ? { ...called, called: true } : null)
}

/** What was begun, or told on the phone, comes before everything else. */
function Resume({ open }: { open: Begun }) {
  const { busy, error, act } = useAct()
  const goOn = () => (open.called ? act(() => take({ id: open.id })) : to('apply/tasks', { id: open.id }))
  return (
    <Box as='section' className='card'>
      <Words className='block strong'>{open.called || open.unfinished ? '您说过的，我们都记着' : '您有一份没填完'}</Words>
      <Words className='block soft'>{open.for_whom ? `给${open.for_whom}申请` : open.title}</Words>
      {error && <Note warm>{error}</Note>}
      <Press disabled={busy} onPress={goOn}>{open.draft ? '接着填' : '看看办到哪一步'}</Press>
    </Box>
  )
}

function More() {
  return (
    <>
      <Sheet name='看看、问问'>
        <Entry icon='check' title='看看我够不够条件' says='回答几个问题，两分钟' onPress={() => to('more/eligibility')} />
        <Entry icon='book' title='有哪些救助' says='给谁、给多少、带什么' onPress={() => to('more/guide')} />
        <Entry icon='board' title='村里镇里的公示' says='有不同意见可以提' onPress={() => to('more/notices')} />
      </Sheet>
      <Sheet name='帮别人、提意见'>
        <Entry icon='help' title='帮别人申请' says='儿女、邻居、村干部帮着办' onPress={() => to('apply/start', { other: '1' })} />
        <Entry icon='tip' title='帮别人报一声' says='看到有人有难处，告诉我们' onPress={() => to('more/tip')} />
        <Entry icon='complaint' warm title='不满意，要投诉' says='办事的人看不到' onPress={() => to('more/complaint')} />
      </Sheet>
    </>
  )
}
