import Taro from '@tarojs/taro'
import { pieces } from './pieces'

/** WeChat's own voice plugin (WechatSI): words to sound and back. */
interface Manager { onRecognize: (r: { result: string }) => void; onStop: (r: { result: string }) => void; onError: (e: unknown) => void; start: (o: { lang: string; duration: number }) => void; stop: () => void }
interface Plugin { textToSpeech: (o: { lang: string; tts: boolean; content: string; success: (r: { filename: string }) => void; fail: () => void }) => void; getRecordRecognitionManager: () => Manager }

let voice: Taro.InnerAudioContext | null = null

function plugin(): Plugin | null {
  try {
    return requirePlugin('WechatSI') as Plugin
  } catch {
    return null
  }
}

export const canSpeak = (): boolean => plugin() !== null
export const canListen = (): boolean => plugin() !== null

let turn = 0

/** Read the words aloud, piece by piece; calls `ended` when done or when it cannot. */
export function speak(words: string, ended: () => void): void {
  turn += 1
  say(pieces(words), turn, ended)
}

function say([first, ...rest]: string[], mine: number, ended: () => void): void {
  const si = plugin()
  if (!si || first === undefined || mine !== turn) return ended()
  si.textToSpeech({
    lang: 'zh_CN', tts: true, content: first, fail: ended,
    success: ({ filename }) => {
      if (mine !== turn) return
      voice?.destroy()
      voice = Taro.createInnerAudioContext()
      voice.src = filename
      voice.onEnded(() => say(rest, mine, ended))
      voice.onError(ended)
      voice.play()
    },
  })
}

export function hush(): void {
  turn += 1
  voice?.stop()
}

/** Listen until the returned function is called (at most a minute); `heard` gets what was understood. */
export function listen(heard: (words: string) => void, ended: () => void): () => void {
  const si = plugin()
  if (!si) { ended(); return () => undefined }
  const manager = si.getRecordRecognitionManager()
  manager.onStop = ({ result }) => { if (result) heard(result); ended() }
  manager.onError = ended
  manager.start({ lang: 'zh_CN', duration: 60_000 })
  return () => manager.stop()
}
