import Taro from '@tarojs/taro'

/** Page addresses, in one place; a parameter that is empty is left out. */
export function to(path: string, params: Record<string, string | null | undefined> = {}): void {
  const query = Object.entries(params).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')
  void Taro.navigateTo({ url: `/${path}/index${query ? `?${query}` : ''}` })
}

/** Whether an application is still being written; after that it is only corrected. */
export const unsent = (state: string): boolean => state === 'draft' || state === 'unfinished'

export function instead(path: string, params: Record<string, string> = {}): void {
  const query = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  void Taro.redirectTo({ url: `/${path}/index${query ? `?${query}` : ''}` })
}

/** To the first page, with nothing behind it; resolves when it is there. */
export async function home(): Promise<void> {
  await Taro.reLaunch({ url: '/pages/home/index' })
}

export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void home()
}

export function callPhone(number: string): void {
  void Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}
