import Taro, { useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useLive } from '../lib/live'
import { online } from '../lib/network'
import { settings } from '../lib/settings'
import { hush, canSpeak, speak } from '../lib/speech'
import { stuck, waiting } from '../lib/sync'
import { back } from './go'
import { Box, Press, Title, Words } from './primitives'
import { PrivacyGate } from './PrivacyGate'

const IN_BROWSER = process.env.TARO_ENV === 'h5'

interface Props { title: string; aloud?: string; home?: boolean; children?: ReactNode }

/** Every screen: its name, the way back, a word when the network is gone, and, on request, read aloud. */
export function Page({ title, aloud, home, children }: Props) {
  const { elder } = useLive(settings)
  useDidShow(() => { void Taro.setNavigationBarTitle({ title }) })
  return (
    <Box as='main' className={`page ${elder ? 'elder' : ''}`}>
      <Box className='head'>
        {IN_BROWSER && !home && <Press className='head-back' label='返回上一页' onPress={back}>返回</Press>}
        <Box className='grow'><Title>{title}</Title></Box>
        {aloud && canSpeak() && <ReadAloud words={aloud} />}
      </Box>
      <Weather />
      {children}
      <PrivacyGate />
    </Box>
  )
}

function ReadAloud({ words }: { words: string }) {
  const [speaking, setSpeaking] = useState(false)
  const toggle = () => {
    if (speaking) hush()
    else speak(words, () => setSpeaking(false))
    setSpeaking(!speaking)
  }
  return <Press className='head-back' onPress={toggle}>{speaking ? '停' : '念给我听'}</Press>
}

/** Says plainly whether we are connected and whether something still waits to be sent. */
function Weather() {
  const connected = useLive(online)
  const queue = useLive(waiting)
  const problems = useLive(stuck)
  return (
    <Box live>
      {!connected && <Box className='banner'><Words>现在没有网。您可以接着填，内容都存在手机里，有网了会自动交上去。</Words></Box>}
      {connected && queue.some((item) => item.tries > 0) && <Box className='banner'><Words>网络不太好，正在接着往上交，请别着急。</Words></Box>}
      {problems.map((problem) => (
        <Box key={problem.lane} className='note warm'>
          <Words className='block strong'>{problem.title}</Words>
          <Words className='block'>{problem.says}</Words>
          <Press className='slim' onPress={() => stuck.set(stuck.get().filter((one) => one !== problem))}>知道了</Press>
        </Box>
      ))}
    </Box>
  )
}
