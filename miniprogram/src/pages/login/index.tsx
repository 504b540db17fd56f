import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { signIn } from '../../api/client'
import { bindWeChatPhone, consent, privacyNotice, sendCode, signInByPhone, signInByWeChat } from '../../api/endpoints'
import type { Session } from '../../api/types'
import { phone as phoneCheck } from '../../lib/checks'
import { sentences } from '../../lib/words'
import { goOn } from '../../ui/gate'
import { callPhone } from '../../ui/go'
import { Box, Press, Words } from '../../ui/primitives'
import { Choices, TextField } from '../../ui/fields'
import { useAct, useLoad } from '../../ui/load'
import { Page } from '../../ui/Page'
import { Card, Note, Say } from '../../ui/parts'

const IN_WECHAT = process.env.TARO_ENV === 'weapp'

export default function Login() {
  const [agreed, setAgreed] = useState(false)
  const { busy, error, act } = useAct()
  const notice = useLoad(privacyNotice)
  const enter = async (made: Promise<Session>, phoneCode?: string) => {
    signIn(await made)
    if (notice.data) await consent('service', notice.data.version, true)
    if (phoneCode) await bindWeChatPhone(phoneCode)
    goOn()
  }
  return (
    <Page title='登录' aloud={sentences(['我们怎么用您说的话。', ...(notice.data?.says ?? []), '同意，就点“我看过了，同意”。', IN_WECHAT ? '再点登录。' : '再填上手机号，点“收验证码”，把短信里的六个数字填进来，点登录。', '不同意、不会弄，就打12349，或到村里、镇上申请。'])}>
      <Card title='我们怎么用您说的话'>
        <Box className='lead'>{notice.data?.says.map((line) => <Say key={line}>{line}</Say>)}{notice.error}</Box>
        <Choices name='您同意吗？' hint='不同意也可以打12349，或到村里、镇上申请。' many choices={[{ value: 'yes', says: '我看过了，同意' }]} value={agreed ? ['yes'] : []} onSave={(value) => setAgreed(value.length > 0)} />
      </Card>
      {error && <Note warm><Say>{error}</Say></Note>}
      {IN_WECHAT ? <WeChat ready={agreed && !busy} enter={(code, phoneCode) => act(() => enter(signInByWeChat(code), phoneCode))} /> : <Phone ready={agreed && !busy} enter={(phone, code) => act(() => enter(signInByPhone(phone, code)))} />}
      <Press className='quiet' onPress={() => callPhone('12349')}>不会弄？打12349</Press>
    </Page>
  )
}

function WeChat({ ready, enter }: { ready: boolean; enter: (code: string, phoneCode?: string) => void }) {
  const login = (phoneCode?: string) => { void Taro.login().then(({ code }) => enter(code, phoneCode)) }
  return (
    <Box className='stack'>
      <Press className='main' disabled={!ready} openType='getPhoneNumber' onPress={login}>登录，也告诉我们手机号</Press>
      <Press disabled={!ready} onPress={() => login()}>只登录，先不说手机号</Press>
    </Box>
  )
}

function Phone({ ready, enter }: { ready: boolean; enter: (phone: string, code: string) => void }) {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [told, setTold] = useState('')
  const [wait, setWait] = useState(0)
  const { busy, error, act } = useAct()
  useEffect(() => {
    if (wait <= 0) return
    const tick = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(tick)
  }, [wait])
  const ask = () => act(async () => {
    const answer = await sendCode(phone)
    setWait(answer.wait_seconds)
    setTold(answer.demo_code ? `演示环境，验证码是 ${answer.demo_code}` : answer.says)
  })
  return (
    <Box>
      <TextField eager name='手机号' kind='phone' value={phone} check={phoneCheck} maxLength={13} onSave={setPhone} />
      <Press disabled={busy || !phone || wait > 0} onPress={ask}>{wait > 0 ? `${wait}秒后可以再收` : '收验证码'}</Press>
      <Box className='under' live>{(told || error) && <Note warm={Boolean(error)}><Words>{error || told}</Words></Note>}</Box>
      <TextField eager name='验证码' kind='code' hint='短信里的6个数字' value={code} maxLength={6} onSave={setCode} />
      {!ready && <Say className='hint'>先在上面点“我看过了，同意”。</Say>}
      <Press className='main' disabled={!ready || code.length < 6} onPress={() => enter(phone, code)}>登录</Press>
    </Box>
  )
}
