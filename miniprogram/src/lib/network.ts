import Taro from '@tarojs/taro'
import { live } from './live'

export const online = live(true)

/** Follow the phone's own word on the network; a request that fails also sets `online` to false. */
export function watchNetwork(back: () => void): void {
  Taro.onNetworkStatusChange(({ isConnected }) => {
    online.set(isConnected)
    if (isConnected) back()
  })
  Taro.getNetworkType({ success: ({ networkType }) => online.set(networkType !== 'none') })
}
