import { signIn } from '../../api/client'
import { profile, revoke } from '../../api/endpoints'
import { useLive } from '../../lib/live'
import { choose, settings } from '../../lib/settings'
import { leavePhone } from '../../lib/leave'
import { useSignedIn } from '../../ui/gate'
import { home, to } from '../../ui/go'
import { useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Entry, Icon, Say, Sheet } from '../../ui/parts'
import { Box, Press } from '../../ui/primitives'

export default function Me() {
  const { elder } = useLive(settings)
  const signed = useSignedIn('pages/me')
  const mine = useLoad(() => (signed ? profile() : Promise.resolve(null)), [signed])
  const leave = async () => {
    await revoke('current').catch(() => undefined)
    await home()
    leavePhone()
    signIn(null)
  }
  return (
    <Page title='我的' aloud='这里可以换大字，可以填家里的情况，填一次，下次不用再填。隐私、谁看过您的资料，也在这里。'>
      <Box className='card row'>
        <Icon name='me' />
        <Box className='grow'>
          <Say className='strong'>{mine.data?.name ?? '您好'}</Say>
          <Say className='soft'>{mine.data?.phone ?? '还没有留电话'}</Say>
        </Box>
      </Box>
      <Sheet>
        <Entry icon='text' title={elder ? '换成标准字号' : '换成大字版'} onPress={() => choose({ elder: !elder })} />
        <Entry icon='house' title='我和家里的情况' says='填一次，下次申请不用再填' onPress={() => to('mine/household')} />
        <Entry icon='help' title='帮别人申请' says='儿女、邻居、村干部帮着办' onPress={() => to('apply/start', { other: '1' })} />
      </Sheet>
      <Sheet>
        <Entry icon='shield' title='隐私' says='同意过什么、把资料拿走、都删掉' onPress={() => to('mine/privacy')} />
        <Entry icon='eye' title='谁看过我的资料' onPress={() => to('mine/access')} />
        <Entry icon='phone' title='登录过的手机' onPress={() => to('mine/devices')} />
      </Sheet>
      <Press className='quiet' onPress={() => void leave()}>退出登录</Press>
    </Page>
  )
}
