import Taro from '@tarojs/taro'

/** What outlives a reload, on both platforms. A phone whose storage is full or forbidden must not break a page. */
export function keep(name: string, value: unknown): void {
  try {
    Taro.setStorageSync(name, JSON.stringify(value))
  } catch {
    // Full or private mode: the page goes on from memory.
  }
}

export function kept<T>(name: string, otherwise: T): T {
  try {
    const raw: unknown = Taro.getStorageSync(name)
    return typeof raw === 'string' && raw ? (JSON.parse(raw) as T) : otherwise
  } catch {
    return otherwise
  }
}

export function forget(name: string): void {
  try {
    Taro.removeStorageSync(name)
  } catch {
    // Nothing was kept.
  }
}
