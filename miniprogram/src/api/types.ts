/** What `/api/mp/v1` says and hears. Field names are the dotted intake fields of the whole house; money is whole yuan, dates ISO 8601. */

export type Value = string | number | boolean | string[]
/** A form, flat: dotted name → value. A question not answered has no key. */
export type Answers = Record<string, Value>

export interface Session { token: string; expires_at: string; phone: string | null; new_here: boolean }
export interface Device { id: string; device: string; last_seen_at: string; current: boolean }

export interface Purpose { purpose: string; title: string; says: string; required: boolean; withdrawn: string; granted: boolean; granted_at: string | null }
export interface PrivacyNotice { version: string; says: string[]; purposes: Purpose[] }
export interface ConsentEvent { purpose: string; title: string; version: string; granted: boolean; at: string }

export interface Profile { name: string | null; phone: string | null; id_number: string | null; township: string | null; village: string | null; detail: string | null; verified: boolean; version: number }
export interface Member { name: string; relation: string; age: number | null; condition: string[]; income?: number | null; guardian_consent?: boolean }
export interface Household { size: number | null; monthly_income: number | null; status: string[]; members: Member[]; certificates: Certificate[]; version: number }
export interface Certificate { kind: 'dibao' | 'tekun' | 'low_income' | 'disability'; number: string | null }

export interface Township { name: string; villages: string[] }
export interface Jurisdiction { slug: string; name: string; prefecture: string }

export interface Citation { document: string; section: string; says: string }
export interface SchemeCard { scheme: string; name: string; says: string }
export interface SchemeGuide extends SchemeCard { parts: { title: string; says: string; citation: Citation }[]; citations: Citation[] }
export interface Eligible { scheme: string; name: string; fits: 'yes' | 'maybe' | 'no'; why: string; amount: string | null; looks_at: string[]; citations: Citation[] }

export type State = string
export interface CaseCard { id: string; number: string | null; state: State; says: string; title: string; draft: boolean; unfinished: boolean; updated_at: string; for_whom: string | null }
export interface Attachment { id: string; kind: string; kind_name: string; size: number; uploaded_at: string }
export interface Wanted { kind: string; name: string; why: string; required: boolean }
export interface Draft {
  id: string; jurisdiction: string; version: number; answers: Answers; heard: Record<string, string>; missing: string[]; assisted: boolean; origin: 'resident' | 'bot'
  attachments: Attachment[]; wanted: Wanted[]; state: State; number: string | null
}
export interface FieldConflict { field: string; theirs: Value | null; yours: Value | null }

export interface Step { at: string | null; says: string; by: string | null; done: boolean }
export interface Progress {
  id: string | null; number: string; state: State; says: string; next_step: string | null; who: string | null; due_on: string | null; steps: Step[]
  supplement: string | null; can: string[]; rating: number | null; query_code?: string
}
export interface Submitted { number: string; query_code: string; says: string }

export interface Message { id: string; at: string; title: string; says: string; number: string | null; case_id: string | null; read: boolean }
/** Whether messages were agreed to, and how many of each WeChat template are still allowed. */
export interface Subscription { agreed: boolean; counts: Record<string, number> }
export interface PublicNotice { id: string; number: string; name: string; scheme: string; place: string; says: string; ends_on: string }
export interface ChatReply { text: string; custom: { ask?: string; input?: string; crisis?: string; handoff?: boolean; filed?: { number: string; query_code: string | null }; options?: string[] } }
export interface AccessEvent { at: string; role: string; says: string; number: string }
export interface Page<T> { items: T[]; next: string | null }
export interface Numbered { number: string; says: string }
