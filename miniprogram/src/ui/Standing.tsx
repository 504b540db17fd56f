import type { Progress } from '../api/types'
import { day } from '../lib/when'
import { Box, Words } from './primitives'
import { Card, Facts, Say, Timeline } from './parts'

export const aloud = (data: Progress): string => [data.says, data.next_step && `下一步：${data.next_step}`, data.who && `现在在${data.who}手里`, data.due_on && `最晚${day(data.due_on)}${data.supplement ? '补上' : '有回话'}`].filter(Boolean).join('。')

/** What comes next, who has it and by when. */
export function next(progress: Progress): [string, string][] {
  const rows: [string, string | null][] = [['下一步', progress.next_step], ['现在在谁手里', progress.who], [progress.supplement ? '最晚哪天补上' : '最晚哪天有回话', progress.due_on && day(progress.due_on)]]
  return rows.filter((row): row is [string, string] => Boolean(row[1]))
}

/** Where a case stands: what next, who has it, by when, and everything so far. */
export function Standing({ progress }: { progress: Progress }) {
  return (
    <Box>
      <Card>
        <Words className='block standing'>{progress.says}</Words>
        <Facts rows={next(progress)} />
      </Card>
      <Card title='一步一步'><Timeline steps={progress.steps} /></Card>
      <Card>
        <Words className='block soft'>编号</Words>
        <Words className='numbers'>{progress.number}</Words>
        {progress.query_code && <Say className='soft'>{`查询码 ${progress.query_code}（别人帮您查时要用）`}</Say>}
      </Card>
    </Box>
  )
}
