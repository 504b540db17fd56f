import Taro from '@tarojs/taro'

/** Give the person a text file: in WeChat it opens as a document they can forward. */
export function saveFile(name: string, text: string): void {
  const path = `${Taro.env.USER_DATA_PATH}/${name}`
  Taro.getFileSystemManager().writeFile({
    filePath: path, data: text, encoding: 'utf8',
    success: () => { void Taro.setClipboardData({ data: text }) },
  })
}
