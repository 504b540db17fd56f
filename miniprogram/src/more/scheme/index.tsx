import { useRouter } from '@tarojs/taro'
import { scheme } from '../../api/endpoints'
import { callPhone, to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Say, Source } from '../../ui/parts'
import { Box, Press } from '../../ui/primitives'

export default function Scheme() {
  const { scheme: name = '' } = useRouter().params
  const one = useLoad(() => scheme(name), [name])
  if (!one.data) return <Page title='救助说明'><Say>{one.error || '正在打开…'}</Say></Page>
  return (
    <Page title={one.data.name} aloud={one.data.parts.map((part) => `${part.title}：${part.says}`).join('。')}>
      {one.data.parts.map((part) => <Card key={part.title} title={part.title}><Say>{part.says}</Say><Source from={part.citation} /></Card>)}
      <Box className='stack'>
        <Press className='main' onPress={() => to('apply/start')}>我要申请救助</Press>
        <Press className='call' onPress={() => callPhone('12349')}>打12349问问</Press>
      </Box>
    </Page>
  )
}
