import Taro, { useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useLive } from '../lib/live'
import { settings } from '../lib/settings'
import { hush, canSpeak, speak } from '../lib/speech'
import { back } from './go'
import { Box, Press, Title, Words } from './primitives'
import { PrivacyGate } from './PrivacyGate'
import { Weather } from './Weather'

const IN_BROWSER = process.env.TARO_ENV === 'h5'

interface Props { title: string; aloud?: string; hero?: ReactNode; children?: ReactNode }

/** Every screen: its name, the way back, a word when the network is gone, and, on request, read aloud. WeChat draws name and way back itself. */
export function Page({ title, aloud, hero, children }: Props) {
  const { elder } = useLive(settings)
  useDidShow(() => { void Taro.setNavigationBarTitle({ title }) })
  const voice = aloud && canSpeak() ? <ReadAloud words={aloud} /> : null
  return (
    <Box as='main' className={`page ${elder ? 'elder' : ''}`}>
      {hero}
      {!hero && IN_BROWSER && (
        <Box className='head'>
          <Press className='head-back' label='返回上一页' onPress={back}><Box className='glyph glyph-back' /><Words>返回</Words></Press>
          <Box className='grow'><Title>{title}</Title></Box>
          {!elder && voice}
        </Box>
      )}
      {!hero && (elder || !IN_BROWSER) && <Box className='head bare'>{voice}</Box>}
      <Weather />
      {children}
      <PrivacyGate />
    </Box>
  )
}

export function ReadAloud({ words }: { words: string }) {
  const [speaking, setSpeaking] = useState(false)
  const toggle = () => {
    if (speaking) hush()
    else speak(words, () => setSpeaking(false))
    setSpeaking(!speaking)
  }
  return <Press className='head-back voice' onPress={toggle}><Box className='glyph glyph-aloud' /><Words>{speaking ? '停' : '念给我听'}</Words></Press>
}
