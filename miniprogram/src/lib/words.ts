import { day } from './when'

/** Plain words for the codes of the house. */
export interface Choice { value: string; says: string }

export const CATEGORIES: Choice[] = [
  { value: 'accident', says: '火灾、车祸、受伤' },
  { value: 'sudden_illness', says: '得了急病、大病' },
  { value: 'chronic_illness_disability', says: '家里有人长期生病或残疾' },
  { value: 'tuition', says: '孩子上学交不起钱' },
  { value: 'job_loss', says: '丢了工作、没有收入' },
  { value: 'public_incident', says: '遇上水灾、地震、疫情这样的大事' },
  { value: 'despair', says: '日子过不下去，心里难受' },
  { value: 'other', says: '别的难处' },
]
export const STATUSES: Choice[] = [
  { value: 'dibao', says: '吃低保' },
  { value: 'tekun', says: '特困供养（五保）' },
  { value: 'low_income', says: '低收入家庭' },
  { value: 'disabled', says: '有人有残疾证' },
  { value: 'none', says: '都不是' },
]
export const NEEDS: Choice[] = [
  { value: 'cash', says: '钱' },
  { value: 'goods', says: '吃的、穿的、用的' },
  { value: 'shelter', says: '住的地方' },
  { value: 'medical', says: '看病' },
  { value: 'counseling', says: '有人陪着说说话' },
]
export const RELATIONS: Choice[] = [
  { value: 'spouse', says: '爱人' },
  { value: 'child', says: '儿女' },
  { value: 'parent', says: '父母' },
  { value: 'relative', says: '孙辈、别的亲戚' },
  { value: 'neighbor', says: '邻居' },
  { value: 'village_officer', says: '村（居）干部' },
  { value: 'volunteer', says: '志愿者' },
  { value: 'other', says: '其他人' },
]
export const YES_NO: Choice[] = [{ value: 'yes', says: '有' }, { value: 'no', says: '没有' }]

export const FIELDS: Record<string, string> = {
  'applicant.name': '姓名', 'applicant.phone': '电话', 'applicant.id_number': '身份证号',
  'filer.relation': '您是他（她）的', 'filer.name': '您的姓名', 'filer.phone': '您的电话',
  'address.township': '乡镇（街道）', 'address.village': '村（社区）', 'address.detail': '门牌号，或者怎么找',
  'emergency.category': '遇到什么难处', 'emergency.occurred_on': '哪天发生的', 'emergency.narrative': '事情经过', 'emergency.in_danger': '现在有没有危险',
  'household.size': '一起过日子的有几口人', 'household.monthly_income': '全家一个月收入（元）', 'household.status': '家里算哪一种',
  'costs.medical_self_paid': '看病自己花了多少钱（元）', 'costs.property_loss': '东西坏了、没了，值多少钱（元）', 'costs.tuition': '上学要交多少钱（元）',
  'need.kinds': '最需要什么',
}

const HINTS: Record<string, string> = {
  'applicant.id_number': '只用来办救助，不会给别人看。手边没有可以先空着。',
  'applicant.phone': '办得怎么样，我们打这个电话告诉您。',
  'emergency.narrative': '像跟人聊天一样说：什么时候、出了什么事、现在最难的是什么。',
  'emergency.in_danger': '比如没饭吃、没地方住、等着救命。',
  'household.monthly_income': '不知道准数，说个大概也行。',
  'address.detail': '比如“村委会往东第三家”。',
}
const HINTS_FOR_ANOTHER: Record<string, string> = { 'applicant.phone': '他（她）的电话。办得怎么样，我们也打这个电话告诉他（她）。' }

/** What helps to answer a question. */
export const hintOf = (field: string, assisted: boolean): string | undefined => (assisted ? HINTS_FOR_ANOTHER[field] : undefined) ?? HINTS[field]

const CHOICES: Record<string, Choice[]> = {
  'emergency.category': CATEGORIES, 'household.status': STATUSES, 'need.kinds': NEEDS, 'filer.relation': RELATIONS,
}

/** A value as a person reads it; an answer not given says so. */
export function inWords(field: string, value: unknown): string {
  if (!isAnswered(value)) return '还没有填'
  if (typeof value === 'boolean') return value ? '有' : '没有'
  if (field === 'emergency.occurred_on') return day(String(value))
  const choices = CHOICES[field]
  const one = (item: unknown) => choices?.find((choice) => choice.value === item)?.says ?? String(item)
  return Array.isArray(value) ? value.map(one).join('、') : one(value)
}

export const isAnswered = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && !value.length)

// Which costs go with which trouble; of a trouble not named here, all do.
const COSTS: Record<string, string[]> = {
  accident: ['costs.medical_self_paid', 'costs.property_loss'], public_incident: ['costs.medical_self_paid', 'costs.property_loss'],
  sudden_illness: ['costs.medical_self_paid'], chronic_illness_disability: ['costs.medical_self_paid'], tuition: ['costs.tuition'],
}

/** Whether a cost has nothing to do with the trouble that was told: then it is asked for only on request. */
export function isAside(field: string, answers: Record<string, unknown>): boolean {
  const costs = COSTS[String(answers['emergency.category'])]
  return field.startsWith('costs.') && costs !== undefined && !costs.includes(field) && !isAnswered(answers[field])
}

/** One sentence after the other, each ended once; what is lacking is left out. */
export const sentences = (parts: (string | false | undefined)[]): string => parts.flatMap((part) => (part ? [`${part.replace(/[。！？]$/, '')}。`] : [])).join('')

/** A question as it is read to somebody who cannot read it: what is asked, what helps, what there is to choose from, what was answered. */
export function spoken(field: string, value: unknown, assisted: boolean): string {
  const choices = field === 'emergency.in_danger' ? YES_NO : CHOICES[field]
  const answered = isAnswered(value) && `现在填的是：${inWords(field, value)}`
  return sentences([FIELDS[field], hintOf(field, assisted), choices && `可以点：${choices.map((one) => one.says).join('；')}`, answered])
}

export const SECTIONS = [
  { key: 'who', title: '谁需要帮助', fields: ['applicant.name', 'applicant.phone', 'applicant.id_number'] },
  { key: 'filer', title: '您是谁', fields: ['filer.relation', 'filer.name', 'filer.phone'] },
  { key: 'where', title: '住在哪里', fields: ['address.township', 'address.village', 'address.detail'] },
  { key: 'what', title: '出了什么事', fields: ['emergency.category', 'emergency.occurred_on', 'emergency.in_danger', 'emergency.narrative'] },
  { key: 'home', title: '家里的情况', fields: ['household.size', 'household.monthly_income', 'household.status'] },
  { key: 'need', title: '花费和需要', fields: ['costs.medical_self_paid', 'costs.property_loss', 'costs.tuition', 'need.kinds'] },
] as const
export type SectionKey = (typeof SECTIONS)[number]['key']
