import Taro from '@tarojs/taro'

/** A photo kept on this phone until the server has all of it. `id` finds it again after a restart. */
export interface Photo { id: string; size: number; preview: string }

/** Ask for one photo (camera or album); null when the person thinks better of it. */
export async function pickPhoto(): Promise<Photo | null> {
  try {
    const chosen = await Taro.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['camera', 'album'], sizeType: ['compressed'] })
    const file = chosen.tempFiles[0]
    if (!file) return null
    const saved = await new Promise<string>((resolve, reject) => {
      Taro.getFileSystemManager().saveFile({ tempFilePath: file.tempFilePath, success: (done) => resolve(String(done.savedFilePath)), fail: reject })
    })
    return { id: saved, size: file.size, preview: saved }
  } catch {
    return null
  }
}

/** Bytes of a kept photo, from `offset`; raises when the phone has lost it. */
export function bytes(photo: Photo, offset: number, length: number): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({ filePath: photo.id, position: offset, length, success: ({ data }) => resolve(data as ArrayBuffer), fail: reject })
  })
}

export function drop(photo: Photo): void {
  Taro.getFileSystemManager().removeSavedFile({ filePath: photo.id })
}
