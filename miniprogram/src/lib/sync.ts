import { call, inWords, newKey, Refused, Unreachable, wrongFields } from '../api/client'
import type { Draft, FieldConflict, Value } from '../api/types'
import { addAct, addEdit, due, failed, resolve, sent } from './queue'
import type { DraftChange, Waiting } from './queue'
import { keep, kept } from './store'
import { live } from './live'

export interface Stuck { lane: string; title: string; says: string }

export const waiting = live<Waiting[]>(kept<Waiting[]>('waiting', []))
export const conflicts = live<Record<string, FieldConflict[]>>({})
export const stuck = live<Stuck[]>([])
/** The newest answer of the server to a draft's edits, by draft. */
export const saved = live<Record<string, Draft>>({})

function setWaiting(next: Waiting[]): void {
  keep('waiting', next)
  waiting.set(next)
}

export function typed(draft: string, field: string, was: Value | null, now: Value | null): void {
  setWaiting(addEdit(waiting.get(), draft, field, { was, now }, newKey()))
  soon(600)
}

/** Hand in something finished; it goes now or, without a network, by itself later. */
export function handIn(title: string, path: string, body: unknown, lane = path): string {
  const id = newKey()
  setWaiting(addAct(waiting.get(), { kind: 'act', id, lane, method: 'POST', path, body, title, tries: 0, nextAt: 0 }))
  soon(0)
  return id
}

/** The person says which answer to one field is right; when every field is decided the draft goes on its way. */
export function choose(draft: string, field: string, mine: boolean): void {
  const all = conflicts.get()[draft] ?? []
  setWaiting(resolve(waiting.get(), draft, all.filter((one) => one.field === field), mine))
  const left = all.filter((one) => one.field !== field)
  const theirs = all.find((one) => one.field === field)
  if (!mine && theirs) takeOver(draft, theirs)
  const next = { ...conflicts.get(), [draft]: left }
  if (!left.length) delete next[draft]
  conflicts.set(next)
  if (!left.length) soon(0)
}

/** The other's answer is the one that stands: the screen shows it at once. */
function takeOver(draft: string, { field, theirs }: FieldConflict): void {
  const known = saved.get()[draft] ?? kept<Draft | null>(`draft:${draft}`, null)
  if (!known) return
  const answers = { ...known.answers }
  if (theirs === null) delete answers[field]
  else answers[field] = theirs
  saved.set({ ...saved.get(), [draft]: { ...known, answers } })
}

async function send(item: Waiting): Promise<void> {
  if (item.kind === 'act') return void (await call(item.method, item.path, { body: item.body, key: item.id }))
  const draft = await call<Draft>('PATCH', `/applications/${item.lane}`, { body: { edits: item.edits } })
  saved.set({ ...saved.get(), [item.lane]: draft })
}

function refused(item: Waiting, error: Refused): void {
  const clash = error.body.conflicts as FieldConflict[] | undefined
  if (item.kind === 'draft' && error.status === 409 && clash) {
    conflicts.set({ ...conflicts.get(), [item.lane]: clash })
    setWaiting(failed(waiting.get(), item.id, Date.now()))
    return
  }
  if (error.status === 401 || error.status === 429) return setWaiting(failed(waiting.get(), item.id, Date.now()))
  setWaiting(item.kind === 'draft' ? withoutWrong(item, error) : sent(waiting.get(), item))
  stuck.set([...stuck.get().filter((other) => other.lane !== item.lane), { lane: item.lane, title: item.kind === 'act' ? item.title : '有一项没有存上', says: inWords(error) }])
}

/** One impossible value must not hold back the others: it is taken out, the rest goes on. */
function withoutWrong(item: DraftChange, error: Refused): Waiting[] {
  const wrong = Object.keys(wrongFields(error))
  const queue = waiting.get()
  if (!wrong.some((field) => field in item.edits)) return sent(queue, item)
  return sent(queue, { ...item, edits: Object.fromEntries(Object.entries(item.edits).filter(([field]) => wrong.includes(field))) })
}

let running = false
let timer: ReturnType<typeof setTimeout> | null = null

/** Send what is due; wait and try again as long as something waits. */
export async function flush(): Promise<void> {
  if (running) return
  running = true
  try {
    for (const item of due(waiting.get(), Date.now())) {
      if (conflicts.get()[item.lane]) continue
      try {
        await send(item)
        setWaiting(sent(waiting.get(), item))
        stuck.set(stuck.get().filter((other) => other.lane !== item.lane))
      } catch (error) {
        if (error instanceof Refused) refused(item, error)
        else setWaiting(failed(waiting.get(), item.id, Date.now()))
        if (error instanceof Unreachable) break
      }
    }
  } finally {
    running = false
  }
  later()
}

function later(): void {
  const open = waiting.get().filter((item) => !conflicts.get()[item.lane])
  if (open.length) soon(Math.max(200, Math.min(...open.map((item) => item.nextAt)) - Date.now()))
}

export function soon(milliseconds: number): void {
  if (timer) clearTimeout(timer)
  timer = setTimeout(() => { timer = null; void flush() }, milliseconds)
}

/** The network is back: nothing waits out its back-off. */
export function retryNow(): void {
  setWaiting(waiting.get().map((item) => ({ ...item, nextAt: 0 })))
  soon(0)
}

/** Send all edits of this draft before an act that builds on them; false when some could not go. */
export async function settled(draft: string): Promise<boolean> {
  setWaiting(waiting.get().map((item) => (item.lane === draft ? { ...item, tries: 0, nextAt: 0 } : item)))
  for (let round = 0; round < 40; round += 1) {
    if (conflicts.get()[draft]) return false
    if (!waiting.get().some((item) => item.lane === draft)) return true
    if (!running) await flush()
    else await new Promise((done) => setTimeout(done, 100))
    if (waiting.get().some((item) => item.lane === draft && item.tries > 0)) return false
  }
  return false
}
