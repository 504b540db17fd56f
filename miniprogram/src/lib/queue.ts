import type { FieldConflict, Value } from '../api/types'

/** A change of one draft not yet on the server: for each field what stood there when it was typed, and what stands there now. */
export interface Edit { was: Value | null; now: Value | null }
export interface DraftChange { kind: 'draft'; id: string; lane: string; edits: Record<string, Edit>; tries: number; nextAt: number }
/** A finished act (a submission, a complaint) waiting for the network; `key` makes it one act however often it is sent. */
export interface Act { kind: 'act'; id: string; lane: string; method: 'POST' | 'PUT'; path: string; body: unknown; title: string; tries: number; nextAt: number }
export type Waiting = DraftChange | Act

const FIRST_WAIT = 2_000
const LONGEST_WAIT = 120_000

/** Milliseconds until the next try: doubling from two seconds to two minutes. */
export function wait(tries: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, tries - 1))
}

const same = (a: Value | null, b: Value | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Add one typed value. Edits of a draft that wait together are one change; a field typed back to what it was is no change. */
export function addEdit(queue: Waiting[], lane: string, field: string, edit: Edit, id: string): Waiting[] {
  const last = [...queue].reverse().find((item): item is DraftChange => item.kind === 'draft' && item.lane === lane)
  if (!last) return same(edit.was, edit.now) ? queue : [...queue, { kind: 'draft', id, lane, edits: { [field]: edit }, tries: 0, nextAt: 0 }]
  const edits = { ...last.edits, [field]: { was: last.edits[field] ? last.edits[field].was : edit.was, now: edit.now } }
  if (same(edits[field]!.was, edits[field]!.now)) delete edits[field]
  const changed = { ...last, edits, nextAt: 0 }
  const others = queue.filter((item) => item !== last)
  return Object.keys(edits).length ? [...others, changed] : others
}

export function addAct(queue: Waiting[], act: Act): Waiting[] {
  return queue.some((item) => item.id === act.id) ? queue : [...queue, act]
}

/** The first of each lane that is due: within a lane order is kept, so a submission never overtakes the edit before it. */
export function due(queue: Waiting[], now: number): Waiting[] {
  const seen = new Set<string>()
  return queue.filter((item) => {
    if (seen.has(item.lane)) return false
    seen.add(item.lane)
    return item.nextAt <= now
  })
}

export function failed(queue: Waiting[], id: string, now: number): Waiting[] {
  return queue.map((item) => (item.id === id ? { ...item, tries: item.tries + 1, nextAt: now + wait(item.tries + 1) } : item))
}

/** Take away what was sent. Edits typed while it was on its way stay, measured from what the server now has. */
export function sent(queue: Waiting[], done: Waiting): Waiting[] {
  return queue.flatMap((item): Waiting[] => {
    if (item.id !== done.id) return [item]
    if (item.kind !== 'draft' || done.kind !== 'draft') return []
    const edits: Record<string, Edit> = {}
    for (const [field, edit] of Object.entries(item.edits)) {
      const went = done.edits[field]
      if (!went) edits[field] = edit
      else if (!same(went.now, edit.now)) edits[field] = { was: went.now, now: edit.now }
    }
    return Object.keys(edits).length ? [{ ...item, edits, tries: 0, nextAt: 0 }] : []
  })
}

/** Somebody else changed the same field: the person chooses. Keeping one's own means typing it over the other's value. */
export function resolve(queue: Waiting[], lane: string, conflicts: FieldConflict[], mine: boolean): Waiting[] {
  const fields = new Map(conflicts.map((conflict) => [conflict.field, conflict]))
  return queue.flatMap((item): Waiting[] => {
    if (item.kind !== 'draft' || item.lane !== lane) return [item]
    const edits: Record<string, Edit> = {}
    for (const [field, edit] of Object.entries(item.edits)) {
      const conflict = fields.get(field)
      if (!conflict) edits[field] = edit
      else if (mine) edits[field] = { was: conflict.theirs, now: edit.now }
    }
    return Object.keys(edits).length ? [{ ...item, edits, nextAt: 0 }] : []
  })
}
