import { useRouter } from '@tarojs/taro'
import { progress } from '../../api/endpoints'
import type { Submitted } from '../../api/types'
import { kept } from '../../lib/store'
import { sentences } from '../../lib/words'
import { useSignedIn } from '../../ui/gate'
import { home, instead } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Facts, Icon, Say } from '../../ui/parts'
import { Box, Press, Words } from '../../ui/primitives'
import { next } from '../../ui/Standing'
import { TellMe } from '../../ui/TellMe'

export default function Done() {
  const { id = '' } = useRouter().params
  const signed = useSignedIn('apply/done', { id })
  const done = kept<Submitted | null>(`done:${id}`, null)
  const now = useLoad(() => (signed ? progress(id) : Promise.resolve(null)), [signed, id])
  const rows = now.data ? next(now.data) : []
  return (
    <Page title='交上去了' aloud={sentences([done?.says, ...rows.map(([name, value]) => `${name}：${value}`), '编号已经记在这部手机里。'])}>
      <Box className='card'>
        <Box className='tick'><Icon name='check' /></Box>
        <Say className='strong centre'>{done?.says ?? '您的申请已经交上来了。'}</Say>
      </Box>
      {rows.length > 0 && <Card title='接下来'><Facts rows={rows} /></Card>}
      <TellMe main />
      <Card>
        <Words className='block soft'>编号</Words>
        <Words className='numbers'>{done?.number}</Words>
        <Words className='block soft'>查询码（别人帮您查时要用）</Words>
        <Words className='numbers'>{done?.query_code}</Words>
      </Card>
      <Box className='stack'>
        <Press onPress={() => instead('pages/case', { id })}>看办到哪一步了</Press>
        <Press className='quiet' onPress={() => void home()}>回首页</Press>
      </Box>
    </Page>
  )
}
