import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { cases, jurisdictions, signedIn } from '../../api/endpoints'
import type { CaseCard, Jurisdiction } from '../../api/types'
import { useLive } from '../../lib/live'
import { choose, settings } from '../../lib/settings'
import { callPhone, to } from '../../ui/go'
import { Box, Press, Words } from '../../ui/primitives'
import { Page } from '../../ui/Page'
import { Entry, Note, Say } from '../../ui/parts'
import { PickField } from '../../ui/fields'

const ALOUD = '遇到难处，别一个人扛。要申请救助，点第一个。想知道办到哪一步，点第二个。不会用，就点最下面，打12349，有人帮您。'

export default function Home() {
  const { elder, county } = useLive(settings)
  const [open, setOpen] = useState<CaseCard | null>(null)
  const [counties, setCounties] = useState<Jurisdiction[]>([])
  useDidShow(() => {
    jurisdictions().then((page) => setCounties(page.items), () => undefined)
    if (signedIn()) cases().then((page) => setOpen(page.items.find((one) => one.draft) ?? null), () => undefined)
  })
  return (
    <Page title='e救助' home aloud={ALOUD}>
      <Box className='row'>
        <Words className='strong'>遇到难处，别一个人扛。</Words>
        <Press className='slim' onPress={() => choose({ elder: !elder })}>{elder ? '标准字号' : '大字版'}</Press>
      </Box>
      {open && (
        <Note>
          <Say className='strong'>{open.unfinished ? '您在电话里说的，我们都记着' : '您有一份没填完'}</Say>
          <Press className='main' onPress={() => to('apply/tasks', { id: open.id })}>接着填</Press>
        </Note>
      )}
      <Box className='stack'>
        <Press className='main' onPress={() => to('apply/start')}>我要申请救助</Press>
        <Press onPress={() => to('pages/cases')}>看办到哪一步了</Press>
        <Press onPress={() => to('pages/chat')}>跟小助手说说</Press>
        <Press className='call' onPress={() => callPhone('12349')}>打电话 12349，有人帮您</Press>
      </Box>
      <Note warm>
        <Say>有生命危险：急救打120，报警打110，火灾打119。心里难受想找人说话：12356。</Say>
      </Note>
      {!elder && <More />}
      <Box className='stack'>
        <Entry title='我的' says='家里情况、隐私、登录' onPress={() => to('pages/me')} />
        <Entry title='消息' onPress={() => to('pages/messages')} />
      </Box>
      {counties.length > 1 && (
        <PickField name='您在哪个县（市、区）' value={county} options={counties.map((one) => ({ value: one.slug, says: `${one.prefecture}${one.name}` }))} onSave={(slug) => choose({ county: slug })} />
      )}
    </Page>
  )
}

function More() {
  return (
    <Box className='stack'>
      <Entry title='看看我够不够条件' says='回答几个问题，两分钟' onPress={() => to('more/eligibility')} />
      <Entry title='有哪些救助' says='给谁、给多少、带什么' onPress={() => to('more/guide')} />
      <Entry title='村里镇里的公示' says='有不同意见可以提' onPress={() => to('more/notices')} />
      <Entry title='帮别人报一声' says='看到有人有难处，告诉我们' onPress={() => to('more/tip')} />
      <Entry title='不满意，要投诉' onPress={() => to('more/complaint')} />
    </Box>
  )
}
