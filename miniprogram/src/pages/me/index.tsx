import { signIn } from '../../api/client'
import { profile, revoke } from '../../api/endpoints'
import { useLive } from '../../lib/live'
import { choose, settings } from '../../lib/settings'
import { useSignedIn } from '../../ui/gate'
import { home, to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Entry, Say } from '../../ui/parts'
import { Box, Press } from '../../ui/primitives'

export default function Me() {
  const { elder } = useLive(settings)
  const signed = useSignedIn('pages/me')
  const mine = useLoad(() => (signed ? profile() : Promise.resolve(null)), [signed])
  const leave = () => { void revoke('current').catch(() => undefined).then(() => { signIn(null); home() }) }
  return (
    <Page title='我的'>
      <Card>
        <Say className='strong'>{mine.data?.name ?? '您好'}</Say>
        <Say className='soft'>{mine.data?.phone ?? '还没有留电话'}</Say>
      </Card>
      <Box className='stack'>
        <Press onPress={() => choose({ elder: !elder })}>{elder ? '换成标准字号' : '换成大字版'}</Press>
        <Entry title='我和家里的情况' says='填一次，下次申请不用再填' onPress={() => to('mine/household')} />
        <Entry title='隐私' says='同意过什么、把资料拿走、都删掉' onPress={() => to('mine/privacy')} />
        <Entry title='谁看过我的资料' onPress={() => to('mine/access')} />
        <Entry title='登录过的手机' onPress={() => to('mine/devices')} />
        <Entry title='帮别人申请' says='儿女、邻居、村干部帮着办' onPress={() => to('apply/start', { other: '1' })} />
      </Box>
      <Press className='quiet' onPress={leave}>退出登录</Press>
    </Page>
  )
}
