import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { watchNetwork } from './lib/network'
import { retryNow } from './lib/sync'
import { resumeAll } from './lib/upload'
import './app.css'
import './icons.css'

/** What waited on this phone goes on its way when the program opens and whenever the network comes back. */
export default function App({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') document.getElementById('opening')?.remove()
    const goOn = () => { retryNow(); resumeAll() }
    watchNetwork(goOn)
    goOn()
  }, [])
  return children
}
