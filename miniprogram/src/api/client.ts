import Taro from '@tarojs/taro'
import { forget, keep, kept } from '../lib/store'
import { live } from '../lib/live'
import { online } from '../lib/network'
import type { Session } from './types'

/** The server said no; `message` is for the person, `status` for the program. */
export class Refused extends Error {
  constructor(readonly status: number, message: string, readonly body: Record<string, unknown> = {}) { super(message) }
}

/** No answer at all: away from the network, or the server is. What was typed is not lost. */
export class Unreachable extends Error {
  constructor() { super('现在连不上网，您填的内容已经存在这部手机里。') }
}

/** Answers that have let somebody wait; the pieces of a photo, which show how far they are, do not count. */
export const slow = live(0)
const PATIENCE = 2_000

export const session = live<Session | null>(kept<Session | null>('session', null))

export function signIn(next: Session | null): void {
  if (next) keep('session', next)
  else forget('session')
  session.set(next)
}

/** Which answers were wrong, each with what to do about it. */
export function wrongFields(problem: Refused): Record<string, string> {
  const found = (problem.body.errors as { json?: Record<string, unknown> } | undefined)?.json ?? {}
  return Object.fromEntries(Object.entries(found).map(([field, says]) => [field, Array.isArray(says) ? String(says[0]) : '请再看一遍。']))
}

/** The sentence for the person, with what is wrong in each answer. */
export function inWords(problem: Refused): string {
  const wrong = [...new Set(Object.values(wrongFields(problem)))]
  return wrong.length ? wrong.join('') : problem.message
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface Ask { body?: unknown; key?: string; headers?: Record<string, string>; seconds?: number; raw?: ArrayBuffer }
interface Answer { status: number; body: Record<string, unknown>; etag: string | null }

const sentence = (body: Record<string, unknown>): string => (typeof body.message === 'string' && body.message) || '这一步没办成，请过一会儿再试。'

function headersOf(ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': ask.raw ? 'application/octet-stream' : 'application/json', ...ask.headers }
  const token = session.get()?.token
  if (token) headers.authorization = `Bearer ${token}`
  if (ask.key) headers['idempotency-key'] = ask.key
  return headers
}

/** A request cut off by a reload answers with nothing, and a hotel's sign-in page answers 200 with HTML: neither came from us. */
function isOurs({ statusCode, data }: { statusCode: number; data: unknown }): boolean {
  return statusCode === 204 || statusCode === 304 || statusCode >= 400 || (statusCode >= 200 && typeof data === 'object' && data !== null)
}

async function ask(method: Method, path: string, options: Ask): Promise<Answer> {
  let late = false
  const patience = options.raw ? undefined : setTimeout(() => { late = true; slow.set(slow.get() + 1) }, PATIENCE)
  try {
    return await answered(method, path, options)
  } finally {
    clearTimeout(patience)
    if (late) slow.set(slow.get() - 1)
  }
}

async function answered(method: Method, path: string, options: Ask): Promise<Answer> {
  let response: Taro.request.SuccessCallbackResult
  try {
    response = await Taro.request({
      url: `${API_ORIGIN}/api/mp/v1${path}`, method: method as 'GET', header: headersOf(options), dataType: 'json',
      data: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)), timeout: (options.seconds ?? 20) * 1000,
    })
  } catch {
    online.set(false)
    throw new Unreachable()
  }
  if (!isOurs(response)) {
    online.set(false)
    throw new Unreachable()
  }
  online.set(true)
  const header = response.header as Record<string, string> | undefined
  return { status: response.statusCode, body: (response.data ?? {}) as Record<string, unknown>, etag: header?.etag ?? header?.ETag ?? null }
}

/** One request, one answer. Raises Refused or Unreachable; a session that ran out is forgotten. */
export async function call<T>(method: Method, path: string, options: Ask = {}): Promise<T> {
  const answer = await ask(method, path, options)
  if (answer.status === 401) signIn(null)
  if (answer.status >= 500) throw new Unreachable()
  if (answer.status >= 400) throw new Refused(answer.status, sentence(answer.body), answer.body)
  return answer.body as T
}

/** A page that seldom changes: asked for with its ETag, kept on the phone, shown from there when there is no network. */
export async function read<T>(path: string): Promise<T> {
  const name = `page:${path}`
  const old = kept<{ etag: string | null; body: T } | null>(name, null)
  try {
    const answer = await ask('GET', path, { headers: old?.etag ? { 'if-none-match': old.etag } : {} })
    if (answer.status === 304 && old) return old.body
    if (answer.status >= 500) throw new Unreachable()
    if (answer.status >= 400) throw new Refused(answer.status, sentence(answer.body), answer.body)
    keep(name, { etag: answer.etag, body: answer.body })
    return answer.body as T
  } catch (error) {
    if (error instanceof Unreachable && old) return old.body
    throw error
  }
}

/** A name for one act of will: the same act sent twice is one act on the server. */
export function newKey(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`
}
