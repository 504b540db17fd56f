import { call, newKey, Refused, Unreachable } from '../api/client'
import type { Attachment } from '../api/types'
import { bytes, drop } from './photos'
import type { Photo } from './photos'
import { wait } from './queue'
import { keep, kept } from './store'
import { live } from './live'

/** A photo on its way: `received` bytes are on the server, the rest is still on the phone. */
export interface Upload { key: string; draft: string; kind: string; photo: Photo; remote: string | null; received: number; tries: number; says: string }
interface Receipt { id: string; received: number; attachment: Attachment | null }

const PIECE = 128 * 1024

export const uploads = live<Upload[]>(kept<Upload[]>('uploads', []))
export const arrived = live<{ draft: string; attachment: Attachment } | null>(null)

function set(next: Upload[]): void {
  keep('uploads', next)
  uploads.set(next)
}
const change = (key: string, part: Partial<Upload>) => set(uploads.get().map((one) => (one.key === key ? { ...one, ...part } : one)))
const find = (key: string) => uploads.get().find((one) => one.key === key)

export function send(draft: string, kind: string, photo: Photo): void {
  const key = newKey()
  set([...uploads.get(), { key, draft, kind, photo, remote: null, received: 0, tries: 0, says: '' }])
  void carry(key)
}

export function giveUp(key: string): void {
  const upload = find(key)
  if (upload) drop(upload.photo)
  set(uploads.get().filter((one) => one.key !== key))
}

/** Go on with every photo that is not yet all there, from where the server says it stopped. */
export function resumeAll(): void {
  uploads.get().filter((one) => !one.says).forEach((one) => void carry(one.key))
}

const moving = new Set<string>()

async function carry(key: string): Promise<void> {
  if (moving.has(key)) return
  moving.add(key)
  try {
    let receipt = await begin(key)
    while (receipt && !receipt.attachment) receipt = await piece(key, receipt)
    if (receipt?.attachment) done(key, receipt.attachment)
  } catch (problem) {
    interrupted(key, problem)
  } finally {
    moving.delete(key)
  }
}

async function begin(key: string): Promise<Receipt | null> {
  const upload = find(key)
  if (!upload) return null
  if (upload.remote) return call<Receipt>('GET', `/uploads/${upload.remote}`)
  const receipt = await call<Receipt>('POST', `/applications/${upload.draft}/uploads`, { key, body: { kind: upload.kind, size: upload.photo.size } })
  change(key, { remote: receipt.id })
  return receipt
}

async function piece(key: string, receipt: Receipt): Promise<Receipt | null> {
  const upload = find(key)
  if (!upload) return null
  const raw = await bytes(upload.photo, receipt.received, Math.min(PIECE, upload.photo.size - receipt.received))
  const next = await call<Receipt>('PUT', `/uploads/${receipt.id}?offset=${receipt.received}`, { raw, seconds: 60 })
  change(key, { received: next.received, tries: 0 })
  return next
}

function done(key: string, attachment: Attachment): void {
  const upload = find(key)
  if (!upload) return
  giveUp(key)
  arrived.set({ draft: upload.draft, attachment })
}

function interrupted(key: string, problem: unknown): void {
  const tries = (find(key)?.tries ?? 0) + 1
  if (problem instanceof Refused) return change(key, { says: problem.message })
  if (!(problem instanceof Unreachable)) return change(key, { says: '这张照片在手机里找不到了，请重新拍一张。' })
  change(key, { tries })
  setTimeout(() => void carry(key), wait(tries))
}
