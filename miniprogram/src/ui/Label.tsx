import type { ReactNode } from 'react'
import { View } from '@tarojs/components'

export function Label({ children }: { target: string; children?: ReactNode }) {
  return <View className='field-name'>{children}</View>
}
