import { useState } from 'react'
import { lookUp } from '../../api/endpoints'
import type { Progress } from '../../api/types'
import { bare } from '../../lib/checks'
import { TextField } from '../../ui/fields'
import { useAct } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Note, Say } from '../../ui/parts'
import { Press } from '../../ui/primitives'
import { aloud, Standing } from '../../ui/Standing'

/** Anonymous: whoever holds number and query code sees where the case stands, and nothing about the person. */
export default function LookUp() {
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [found, setFound] = useState<Progress | null>(null)
  const { busy, error, act } = useAct()
  return (
    <Page title='用编号查进度' aloud={found ? aloud(found) : '填上编号和查询码，不用登录就能查。'}>
      <TextField eager name='编号' hint='两个字母加一串数字' value={number} maxLength={30} onSave={setNumber} />
      <TextField eager kind='code' name='查询码' hint='8个数字' value={code} maxLength={16} onSave={setCode} />
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={busy || !number || bare(code).length < 8} onPress={() => act(async () => setFound(await lookUp(bare(number), bare(code))))}>查一查</Press>
      {found && <Standing progress={found} />}
    </Page>
  )
}
