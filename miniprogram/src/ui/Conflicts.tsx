import { useLive } from '../lib/live'
import { choose, conflicts } from '../lib/sync'
import { FIELDS, inWords } from '../lib/words'
import { Card, Say } from './parts'
import { Box, Press } from './primitives'

/** The same answer was changed on another phone: the person says which one is right. */
export function Conflicts({ draft }: { draft: string }) {
  const clash = useLive(conflicts)[draft]
  if (!clash?.length) return null
  return (
    <Card title='两处填得不一样'>
      {clash.map((one) => <Say key={one.field}>{`${FIELDS[one.field] ?? one.field}：这里填的是“${inWords(one.field, one.yours)}”，别处填的是“${inWords(one.field, one.theirs)}”。`}</Say>)}
      <Box className='stack'>
        <Press className='main' onPress={() => choose(draft, true)}>用我现在填的</Press>
        <Press onPress={() => choose(draft, false)}>用别处填的</Press>
      </Box>
    </Card>
  )
}
