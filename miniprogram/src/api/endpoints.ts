import { call, newKey, read, session } from './client'
import { settings } from '../lib/settings'
import type * as t from './types'

/** Every request of the program, by name. Paths stand nowhere else except in the queue's two (edits and uploads). */

const county = () => `jurisdiction=${settings.get().county}`
const after = (cursor: string | null | undefined) => (cursor ? `&cursor=${encodeURIComponent(cursor)}` : '')

export const jurisdictions = () => read<t.Page<t.Jurisdiction>>('/jurisdictions')
export const regions = (slug: string) => read<t.Page<t.Township>>(`/regions?jurisdiction=${slug}`)
export const guide = () => read<t.Page<t.SchemeCard>>(`/guide?${county()}`)
export const scheme = (name: string) => read<t.SchemeGuide>(`/guide/${name}?${county()}`)
export const checkEligibility = (answers: Record<string, unknown>) => call<t.Page<t.Eligible>>('POST', '/eligibility-checks', { body: { jurisdiction: settings.get().county, ...answers } })

export const sendCode = (phone: string) => call<{ says: string; wait_seconds: number; demo_code?: string }>('POST', '/sms-codes', { body: { phone } })
export const signInByPhone = (phone: string, sms_code: string) => call<t.Session>('POST', '/sessions', { body: { phone, sms_code, device: '手机网页' } })
export const signInByWeChat = (code: string) => call<t.Session>('POST', '/sessions', { body: { code, device: '微信' } })
export const bindWeChatPhone = (code: string) => call<t.Profile>('POST', '/profile/phone', { body: { code } })
export const devices = () => call<t.Page<t.Device>>('GET', '/sessions')
export const revoke = (id: string) => call<unknown>('DELETE', `/sessions/${id}`)

/** The notice; for one signed in with their own word on each purpose. */
export const privacyNotice = () => call<t.PrivacyNotice>('GET', session.get() ? '/privacy/purposes' : '/privacy/notice')
export const consent = (purpose: string, version: string, granted: boolean) => call<t.ConsentEvent>('POST', '/privacy/consents', { body: { purpose, version, granted } })
export const consents = () => call<t.Page<t.ConsentEvent>>('GET', '/privacy/consents')
export const accessLog = (cursor?: string | null) => call<t.Page<t.AccessEvent>>('GET', `/privacy/access-log?limit=20${after(cursor)}`)
export const exportAll = () => call<{ readable: string }>('GET', '/privacy/export')
export const erase = () => call<{ says: string; kept: string[] }>('POST', '/privacy/erasure', { body: { sure: true }, key: newKey() })

export const profile = () => call<t.Profile>('GET', '/profile')
export const saveProfile = (body: Partial<t.Profile>) => call<t.Profile>('PUT', '/profile', { body })
export const checkRealName = () => call<t.Profile>('POST', '/profile/real-name-check', { body: {} })
export const household = () => call<t.Household>('GET', '/household')
export const saveHousehold = (body: t.Household) => call<t.Household>('PUT', '/household', { body })

export const cases = (cursor?: string | null) => call<t.Page<t.CaseCard>>('GET', `/applications?limit=20${after(cursor)}`)
export interface Start { jurisdiction: string; for_other: boolean; resident_agrees?: boolean; copy_from?: string; anyway?: boolean }
export const start = (body: Start, key: string) => call<t.Draft>('POST', '/applications', { body, key })
export const draft = (id: string) => call<t.Draft>('GET', `/applications/${id}`)
export const submit = (id: string, key: string) => call<t.Submitted>('POST', `/applications/${id}/submission`, { body: { true_words: true }, key })
export const withdraw = (id: string, reason: string) => call<t.Progress>('POST', `/applications/${id}/withdrawal`, { body: { reason }, key: newKey() })
export const supplement = (id: string, says: string) => call<t.Progress>('POST', `/applications/${id}/supplement`, { body: { says }, key: newKey() })
export const rate = (id: string, stars: number, says: string) => call<t.Progress>('POST', `/applications/${id}/rating`, { body: { stars, says }, key: newKey() })
export const progress = (id: string) => call<t.Progress>('GET', `/applications/${id}/progress`)
export const lookUp = (number: string, query_code: string) => call<t.Progress>('POST', '/lookups', { body: { number, query_code } })
export const removeAttachment = (draftId: string, id: string) => call<unknown>('DELETE', `/applications/${draftId}/attachments/${id}`)
/** By number and code, by a talk of one's own with the bot, or by its id when it was told from the own phone. */
export type Claim = { number: string; query_code: string } | { conversation: string } | { id: string }
export const claimable = () => call<t.Page<t.CaseCard>>('GET', '/claims')
export const claim = (body: Claim) => call<t.Draft>('POST', '/claims', { body, key: newKey() })

export const messages = (cursor?: string | null) => call<t.Page<t.Message>>('GET', `/messages?limit=20${after(cursor)}`)
export const markRead = (id: string) => call<unknown>('POST', `/messages/${id}/read`, { body: {} })
export const subscription = () => call<t.Subscription>('GET', '/subscriptions')
export const templates = () => read<t.Page<{ template_id: string; event: string; title: string }>>('/subscriptions/templates')
export const granted = (accepted: Record<string, boolean>) => call<unknown>('POST', '/subscriptions', { body: { accepted }, key: newKey() })

export const notices = (cursor?: string | null) => call<t.Page<t.PublicNotice>>('GET', `/public-notices?${county()}${after(cursor)}`)
export const chat = (text: string, conversation: string | null) => call<{ conversation: string; replies: t.ChatReply[] }>('POST', '/chat/messages', { body: { text, conversation, jurisdiction: settings.get().county }, seconds: 30 })

export const signedIn = () => session.get() !== null
