/** Quick help while typing; the server decides. Each returns '' or one sentence that says what to do. */

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_MARKS = '10X98765432'

/** GB 11643-1999: the eighteenth digit checks the seventeen before it. */
export function idNumber(text: string): string {
  const value = text.trim().toUpperCase()
  if (!value || value.includes('*')) return ''
  if (!/^\d{17}[\dX]$/.test(value)) return '身份证号是18位，请对着证件再看一遍。'
  const sum = ID_WEIGHTS.reduce((total, weight, place) => total + weight * Number(value[place]), 0)
  return ID_MARKS[sum % 11] === value[17] ? '' : '这个身份证号有一位不对，请对着证件再看一遍。'
}

export function phone(text: string): string {
  const value = text.replace(/[\s-]/g, '')
  if (!value || value.includes('*')) return ''
  return /^(1[3-9]\d{9}|0\d{9,11})$/.test(value) ? '' : '电话号码好像不对，手机号是11位数字。'
}

export function wholeNumber(text: string, most: number): string {
  if (!text.trim()) return ''
  if (!/^\d+$/.test(text.trim())) return '请只填数字，比如200。'
  return Number(text) <= most ? '' : '数字太大了，请再看一遍。'
}

/** A number or code as it is kept, however it was told: in pairs, with spaces, in small letters. */
export const bare = (text: string): string => text.replace(/\s/g, '').toUpperCase()

/** Age on a day from the birth date inside an ID number; null when it cannot be read. */
export function ageOf(id: string, today: Date): number | null {
  const birth = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(id)
  if (!birth) return null
  const [year, month, day] = [Number(birth[1]), Number(birth[2]), Number(birth[3])]
  const before = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day)
  return today.getFullYear() - year - (before ? 1 : 0)
}
