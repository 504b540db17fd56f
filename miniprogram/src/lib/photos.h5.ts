/** The browser's twin of photos.ts: the bytes live in IndexedDB, so that a reload does not lose a photo still on its way. */
export interface Photo { id: string; size: number; preview: string }

const LONGEST_SIDE = 1800

function store<T>(mode: IDBTransactionMode, act: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('ejiuzhu', 1)
    open.onupgradeneeded = () => open.result.createObjectStore('photos')
    open.onerror = () => reject(open.error)
    open.onsuccess = () => {
      const request = act(open.result.transaction('photos', mode).objectStore('photos'))
      request.onsuccess = () => { resolve(request.result); open.result.close() }
      request.onerror = () => reject(request.error)
    }
  })
}

/** A photo of eight megabytes says no more than one of half a megabyte, and a slow network carries it in a tenth of the time. */
async function smaller(file: Blob): Promise<Blob> {
  try {
    const image = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
    return made && made.size < file.size ? made : file
  } catch {
    return file
  }
}

function ask(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.style.display = 'none'
    input.onchange = () => { resolve(input.files?.[0] ?? null); input.remove() }
    input.addEventListener('cancel', () => { resolve(null); input.remove() })
    document.body.appendChild(input)
    input.click()
  })
}

export async function pickPhoto(): Promise<Photo | null> {
  const file = await ask()
  if (!file) return null
  const blob = await smaller(file)
  const id = `photo-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`
  await store('readwrite', (photos) => photos.put(blob, id))
  return { id, size: blob.size, preview: URL.createObjectURL(blob) }
}

export async function bytes(photo: Photo, offset: number, length: number): Promise<ArrayBuffer> {
  const blob = await store<Blob | undefined>('readonly', (photos) => photos.get(photo.id))
  if (!blob) throw new Error('lost')
  return blob.slice(offset, offset + length).arrayBuffer()
}

export function drop(photo: Photo): void {
  void store('readwrite', (photos) => photos.delete(photo.id))
}
