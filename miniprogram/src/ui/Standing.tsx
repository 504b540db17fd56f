import type { Progress } from '../api/types'
import { day } from '../lib/when'
import { Box, Words } from './primitives'
import { Card, Note, Say, Timeline } from './parts'

export const aloud = (data: Progress): string => [data.says, data.next_step && `下一步：${data.next_step}`, data.who && `现在在${data.who}手里`, data.due_on && `最晚${day(data.due_on)}`].filter(Boolean).join('。')

/** Where a case stands: what next, who has it, by when, and everything so far. */
export function Standing({ progress }: { progress: Progress }) {
  return (
    <Box>
      <Card>
        <Words className='block soft'>编号</Words>
        <Words className='numbers'>{progress.number}</Words>
        {progress.query_code && <Say className='soft'>{`查询码 ${progress.query_code}`}</Say>}
        <Note><Say className='strong'>{progress.says}</Say></Note>
        {progress.next_step && <Say>{`下一步：${progress.next_step}`}</Say>}
        {progress.who && <Say>{`现在在谁手里：${progress.who}`}</Say>}
        {progress.due_on && <Say>{`最晚：${day(progress.due_on)}前有结果`}</Say>}
      </Card>
      <Card title='一步一步'><Timeline steps={progress.steps} /></Card>
    </Box>
  )
}
