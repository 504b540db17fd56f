import { useEffect, useState } from 'react'
import { call } from '../api/client'
import type { Answers, Draft, Value } from '../api/types'
import type { Waiting } from './queue'
import { saved, typed, waiting } from './sync'
import { keep, kept } from './store'
import { useLive } from './live'

/** What the person sees: the server's answers with what was typed since laid over them. */
export function shown(draft: Draft, queue: Waiting[]): Answers {
  const answers: Answers = { ...draft.answers }
  for (const item of queue) {
    if (item.kind !== 'draft' || item.lane !== draft.id) continue
    for (const [field, edit] of Object.entries(item.edits)) {
      if (edit.now === null) delete answers[field]
      else answers[field] = edit.now
    }
  }
  return answers
}

/** What lies on the phone may be half of a draft, from an older program or a broken write: then the server is asked. */
const whole = (draft: Draft | null): Draft | null => (draft?.answers && draft.attachments ? draft : null)

export interface OpenDraft { draft: Draft | null; answers: Answers; set: (field: string, value: Value | null) => void; reload: () => Promise<void>; error: string }

/** One draft on one screen: from the phone at once, from the server when it answers. */
export function useDraft(id: string): OpenDraft {
  const [draft, setDraft] = useState<Draft | null>(whole(kept<Draft | null>(`draft:${id}`, null)))
  const [error, setError] = useState('')
  const queue = useLive(waiting)
  const newest = useLive(saved)[id]

  const accept = (next: Draft) => { keep(`draft:${id}`, next); setDraft(next); setError('') }
  const reload = async () => {
    try { accept(await call<Draft>('GET', `/applications/${id}`)) } catch (problem) { setError((problem as Error).message) }
  }
  useEffect(() => { if (id) void reload() }, [id]) // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => { if (newest) accept(newest) }, [newest]) // eslint-disable-line react-hooks/exhaustive-deps

  const set = (field: string, value: Value | null) => {
    if (!draft) return
    typed(id, field, draft.answers[field] ?? null, value)
  }
  return { draft, answers: draft ? shown(draft, queue) : {}, set, reload, error }
}
