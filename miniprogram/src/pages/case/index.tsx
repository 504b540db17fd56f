import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { progress, rate, supplement, withdraw } from '../../api/endpoints'
import type { Progress } from '../../api/types'
import { useSignedIn } from '../../ui/gate'
import { callPhone, to } from '../../ui/go'
import { StoryField, Choices } from '../../ui/fields'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Note, Say } from '../../ui/parts'
import { Box, Press } from '../../ui/primitives'
import { TellMe } from '../../ui/TellMe'
import { Standing, aloud } from '../../ui/Standing'

export default function Case() {
  const { id = '' } = useRouter().params
  const signed = useSignedIn('pages/case', { id })
  const one = useLoad(() => (signed ? progress(id) : Promise.resolve(null)), [signed, id])
  const data = one.data
  if (!data) return <Page title='办到哪一步了'><Say>{one.error || '正在打开…'}</Say></Page>
  const can = (verb: string) => data.can.includes(verb)
  return (
    <Page title='办到哪一步了' aloud={aloud(data)}>
      {can('supplement') && <Supplement id={id} data={data} done={one.set} />}
      <Standing progress={data} />
      {can('rate') && <Rate id={id} done={one.set} />}
      <TellMe state={data.state} />
      <Box className='stack'>
        <Press onPress={() => callPhone('12349')}>打12349问问</Press>
        {can('edit') ? <Press onPress={() => to('apply/tasks', { id })}>看看填的，不对就改</Press> : <Press onPress={() => to('apply/check', { id, view: '1' })}>看看填了什么</Press>}
        {can('copy') && <Press onPress={() => to('apply/start', { copy: id })}>照着这份再申请</Press>}
        {can('withdraw') && <Withdraw id={id} done={one.set} />}
        <Press className='quiet' onPress={() => to('more/complaint', { number: data.number })}>对办理不满意</Press>
      </Box>
    </Page>
  )
}

interface Part { id: string; done: (data: Progress) => void }

function Supplement({ id, data, done }: Part & { data: Progress }) {
  const [says, setSays] = useState('')
  const { busy, error, act } = useAct()
  return (
    <Card title='还差一点材料'>
      <Note warm><Say>{data.supplement}</Say></Note>
      <Press onPress={() => to('apply/photos', { id })}>拍照补上</Press>
      <StoryField short name='有话要说（可以不填）' value={says} onSave={setSays} />
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={busy} onPress={() => act(async () => done(await supplement(id, says)))}>补好了，交上去</Press>
    </Card>
  )
}

function Rate({ id, done }: Part) {
  const [stars, setStars] = useState<string[]>([])
  const [says, setSays] = useState('')
  const { busy, error, act } = useAct()
  const choices = [{ value: '5', says: '很满意' }, { value: '4', says: '满意' }, { value: '3', says: '一般' }, { value: '2', says: '不太满意' }, { value: '1', says: '不满意' }]
  return (
    <Card>
      <Choices name='这次办得怎么样' choices={choices} value={stars} onSave={setStars} />
      <StoryField short name='想说点什么（可以不填）' value={says} onSave={setSays} />
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={busy || !stars.length} onPress={() => act(async () => done(await rate(id, Number(stars[0]), says)))}>告诉你们</Press>
    </Card>
  )
}

function Withdraw({ id, done }: Part) {
  const [asked, setAsked] = useState(false)
  const { busy, error, act } = useAct()
  if (!asked) return <Press className='quiet' onPress={() => setAsked(true)}>不想申请了</Press>
  return (
    <Card title='真的不申请了吗'>
      <Say>不申请了，这件事就停下。以后还可以再申请。</Say>
      {error && <Note warm><Say>{error}</Say></Note>}
      <Box className='stack'>
        <Press onPress={() => setAsked(false)}>再想想</Press>
        <Press className='warm' disabled={busy} onPress={() => act(async () => done(await withdraw(id, '本人不再申请')))}>是的，不申请了</Press>
      </Box>
    </Card>
  )
}
