/** The browser's twin of speech.ts: the phone's own voice and ear, where it has them. */
interface Recogniser { lang: string; interimResults: boolean; onresult: (e: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void; onend: () => void; onerror: () => void; start: () => void; stop: () => void }
type Maker = new () => Recogniser

const ear = (): Maker | undefined => {
  const names = window as unknown as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker }
  return names.SpeechRecognition ?? names.webkitSpeechRecognition
}

export const canSpeak = (): boolean => 'speechSynthesis' in window
export const canListen = (): boolean => ear() !== undefined

export function speak(words: string, ended: () => void): void {
  if (!canSpeak()) return ended()
  window.speechSynthesis.cancel()
  const said = new SpeechSynthesisUtterance(words)
  said.lang = 'zh-CN'
  said.rate = 0.9
  said.onend = ended
  said.onerror = ended
  window.speechSynthesis.speak(said)
}

export function hush(): void {
  if (canSpeak()) window.speechSynthesis.cancel()
}

export function listen(heard: (words: string) => void, ended: () => void): () => void {
  const Ear = ear()
  if (!Ear) { ended(); return () => undefined }
  const recogniser = new Ear()
  recogniser.lang = 'zh-CN'
  recogniser.interimResults = false
  recogniser.onresult = ({ results }) => heard(Array.from(results).map((result) => result[0]?.transcript ?? '').join(''))
  recogniser.onend = ended
  recogniser.onerror = ended
  recogniser.start()
  return () => recogniser.stop()
}
