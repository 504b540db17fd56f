import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Box, Press, Title, Words } from './primitives'

/** WeChat looks for the button that was pressed by this id. */
const AGREE = 'agree-privacy'
type Resolve = (answer: { event: 'agree' | 'disagree'; buttonId?: string }) => void

/** WeChat's privacy authorisation (base library 2.32.3 and later): asked when the first protected interface is used, never before. */
export function PrivacyGate() {
  const [answer, setAnswer] = useState<{ resolve: Resolve } | null>(null)
  useEffect(() => {
    if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('onNeedPrivacyAuthorization')) return
    Taro.onNeedPrivacyAuthorization((resolve: Resolve) => setAnswer({ resolve }))
  }, [])
  if (!answer) return null
  const say = (event: 'agree' | 'disagree') => { answer.resolve({ event, buttonId: AGREE }); setAnswer(null) }
  return (
    <Box className='gate'>
      <Title level={2}>用之前，先说清楚</Title>
      <Words className='block'>拍照、录音要用到手机的相机和话筒，只用来办您的救助。不同意也能用别的办法申请，比如打12349。</Words>
      <Press className='main' id={AGREE} openType='agreePrivacyAuthorization' onPress={() => say('agree')}>同意</Press>
      <Press onPress={() => say('disagree')}>不同意</Press>
      <Press className='quiet' onPress={() => void Taro.openPrivacyContract({})}>看完整的隐私说明</Press>
    </Box>
  )
}
