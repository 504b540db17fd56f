import Taro from '@tarojs/taro'

type Params = Record<string, string | null | undefined>

/** Page addresses, in one place; a parameter that is empty is left out. */
function address(path: string, params: Params): string {
  const query = Object.entries(params).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')
  return `/${path}/index${query ? `?${query}` : ''}`
}

export function to(path: string, params: Params = {}): void {
  void Taro.navigateTo({ url: address(path, params) })
}

/** Whether an application is still being written; after that it is only corrected. */
export const unsent = (state: string): boolean => state === 'draft' || state === 'unfinished'

export function instead(path: string, params: Params = {}): void {
  void Taro.redirectTo({ url: address(path, params) })
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
