import Taro from '@tarojs/taro'

/** Give the person a text to keep: WeChat opens no text files, so it goes to the clipboard, from where it can be sent to anybody. */
export function saveFile(_name: string, text: string): void {
  void Taro.setClipboardData({ data: text })
}
