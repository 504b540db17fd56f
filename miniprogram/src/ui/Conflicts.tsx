import { useLive } from '../lib/live'
import { choose, conflicts } from '../lib/sync'
import { FIELDS, inWords } from '../lib/words'
import { Card, Say } from './parts'
import { Box, Press } from './primitives'

/** The same answer was changed on another phone: the person says which one is right, one answer at a time. */
export function Conflicts({ draft }: { draft: string }) {
  const clash = useLive(conflicts)[draft]
  if (!clash?.length) return null
  return (
    <Card title='有一项两边填得不一样'>
      <Say>这份申请在别的手机上也改过。哪个对，就点哪个。</Say>
      {clash.map((one) => (
        <Box key={one.field} className='under'>
          <Say className='strong'>{FIELDS[one.field] ?? one.field}</Say>
          <Box className='stack'>
            <Press onPress={() => choose(draft, one.field, true)}>{`${inWords(one.field, one.yours)}（刚才在这部手机上填的）`}</Press>
            <Press onPress={() => choose(draft, one.field, false)}>{`${inWords(one.field, one.theirs)}（在别处填的）`}</Press>
          </Box>
        </Box>
      ))}
    </Card>
  )
}
