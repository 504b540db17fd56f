import { useState } from 'react'
import { checkEligibility } from '../../api/endpoints'
import type { Eligible } from '../../api/types'
import { wholeNumber } from '../../lib/checks'
import { CATEGORIES, STATUSES } from '../../lib/words'
import { to } from '../../ui/go'
import { Choices, TextField } from '../../ui/fields'
import { useAct } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Facts, Note, Say, Source } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'

const FITS = { yes: '看起来够条件', maybe: '可能够，要再看看', no: '看起来不够' }

/** A few plain questions, one screen; nothing is stored and no name is asked for. */
export default function Eligibility() {
  const [category, setCategory] = useState<string[]>([])
  const [status, setStatus] = useState<string[]>([])
  const [size, setSize] = useState('')
  const [income, setIncome] = useState('')
  const [medical, setMedical] = useState('')
  const [found, setFound] = useState<Eligible[] | null>(null)
  const { busy, error, act } = useAct()
  const number = (text: string) => (text ? Number(text) : undefined)
  const ask = () => act(async () => {
    const answers = { emergency: { category: category[0] }, household: { status: status.length ? status : undefined, size: number(size), monthly_income: number(income) }, costs: { medical_self_paid: number(medical) } }
    setFound((await checkEligibility(answers)).items)
  })
  if (found) return <Found found={found} again={() => setFound(null)} />
  return (
    <Page title='看看够不够条件' aloud='回答几个问题。不用说名字，也不会存下来。'>
      <Say className='lead'>不用说名字，也不会存下来。不知道的可以空着。</Say>
      <Choices name='遇到什么难处' choices={CATEGORIES} value={category} onSave={setCategory} />
      <Choices name='家里的情况' many choices={STATUSES} value={status} onSave={setStatus} />
      <TextField eager name='一起过日子的有几口人' kind='number' value={size} check={(text) => wholeNumber(text, 30)} maxLength={2} onSave={setSize} />
      <TextField eager name='全家一个月收入（元）' kind='money' value={income} check={(text) => wholeNumber(text, 10_000_000)} maxLength={8} onSave={setIncome} />
      <TextField eager name='看病自己花了多少钱（元）' hint='没有就空着' kind='money' value={medical} check={(text) => wholeNumber(text, 10_000_000)} maxLength={8} onSave={setMedical} />
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={busy || !category.length} onPress={ask}>看结果</Press>
    </Page>
  )
}

const told = (one: Eligible): [string, string][] => [
  ['为什么', one.why], ['能给多少', one.amount ?? '文件没有写数字，看您家有多难。'], ...(one.looks_at.length ? [['还要看看', one.looks_at.join('、')] as [string, string]] : []),
]

function Found({ found, again }: { found: Eligible[]; again: () => void }) {
  const likely = found.filter((one) => one.fits !== 'no')
  return (
    <Page title='看看够不够条件' aloud={likely.map((one) => `${one.name}，${FITS[one.fits]}。${one.why}${one.amount ?? ''}`).join('。')}>
      <Say className='lead'>这只是大概看看，最后以工作人员核实的为准。</Say>
      {likely.length === 0 && <Note><Say>照您说的，暂时没有正好对上的。也可以申请，或者打12349，我们当面帮您看。</Say></Note>}
      {likely.map((one) => (
        <Card key={one.scheme} title={one.name}>
          <Words className={`tag ${one.fits === 'yes' ? '' : 'warm'}`}>{FITS[one.fits]}</Words>
          <Box className='told'>
            <Facts rows={told(one)} />
            {one.citations.map((from) => <Source key={from.document + from.section} from={from} />)}
          </Box>
          <Press label={`${one.name}怎么办`} onPress={() => to('more/scheme', { scheme: one.scheme })}>怎么办</Press>
        </Card>
      ))}
      <Box className='stack'>
        <Press className='main' onPress={() => to('apply/start')}>我要申请救助</Press>
        <Press onPress={again}>改一改再看</Press>
      </Box>
    </Page>
  )
}
