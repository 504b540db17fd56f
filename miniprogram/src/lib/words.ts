import { day } from './when'

/** Plain words for the codes of the house. */
export interface Choice { value: string; says: string }

export const CATEGORIES: Choice[] = [
  { value: 'accident', says: '火灾、车祸、受伤' },
  { value: 'sudden_illness', says: '得了急病、大病' },
  { value: 'chronic_illness_disability', says: '家里有人长期生病或残疾' },
  { value: 'tuition', says: '孩子上学交不起钱' },
  { value: 'job_loss', says: '丢了工作、没有收入' },
  { value: 'public_incident', says: '遇到公共安全事件' },
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
  'address.township': '乡镇（街道）', 'address.village': '村（社区）', 'address.detail': '门牌或怎么找',
  'emergency.category': '遇到什么难处', 'emergency.occurred_on': '哪天发生的', 'emergency.narrative': '事情经过', 'emergency.in_danger': '现在有没有危险',
  'household.size': '一起过日子的有几口人', 'household.monthly_income': '全家一个月收入（元）', 'household.status': '家里的情况',
  'costs.medical_self_paid': '看病自己花了多少钱（元）', 'costs.property_loss': '损失了多少钱的东西（元）', 'costs.tuition': '上学要交多少钱（元）',
  'need.kinds': '最需要什么',
}

const CHOICES: Record<string, Choice[]> = {
  'emergency.category': CATEGORIES, 'household.status': STATUSES, 'need.kinds': NEEDS, 'filer.relation': RELATIONS,
}

/** A value as a person reads it; an answer not given says so. */
export function inWords(field: string, value: unknown): string {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)) return '还没有填'
  if (typeof value === 'boolean') return value ? '有' : '没有'
  if (field === 'emergency.occurred_on') return day(String(value))
  const choices = CHOICES[field]
  const one = (item: unknown) => choices?.find((choice) => choice.value === item)?.says ?? String(item)
  return Array.isArray(value) ? value.map(one).join('、') : one(value)
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
