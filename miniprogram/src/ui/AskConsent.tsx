import { consent, privacyNotice } from '../api/endpoints'
import { retryNow } from '../lib/sync'
import { useAct, useLoad } from './load'
import { canSpeak } from '../lib/speech'
import { sentences } from '../lib/words'
import { ReadAloud } from './Page'
import { Card, Note, Say } from './parts'
import { Box, Press } from './primitives'

/** Whoever took a consent back, or came by a call, is asked for what is lacking where it is needed; nothing to say otherwise. */
export function AskConsent({ signed }: { signed: boolean }) {
  const notice = useLoad(() => (signed ? privacyNotice() : Promise.resolve(null)), [signed])
  const { busy, error, act } = useAct()
  const lacking = notice.data?.purposes.filter((one) => one.required && one.granted === false) ?? []
  if (!notice.data || !lacking.length) return null
  const { version } = notice.data
  const agree = () => act(async () => {
    for (const one of lacking) await consent(one.purpose, version, true)
    notice.again()
    retryNow()
  })
  return (
    <Card title='还要请您同意一件事'>
      {lacking.map((one) => <Say key={one.purpose}>{one.says}</Say>)}
      {canSpeak() && <Box className='head bare'><ReadAloud words={sentences([...lacking.map((one) => one.says), '同意就点“我同意，接着填”。不同意也可以打12349，或到村里、镇上申请。'])} /></Box>}
      <Say className='soft'>不同意也可以打12349，或到村里、镇上申请。</Say>
      {error && <Note warm><Say>{error}</Say></Note>}
      <Press className='main' disabled={busy} onPress={agree}>我同意，接着填</Press>
    </Card>
  )
}
