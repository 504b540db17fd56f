import type { Certificate, Household } from '../../api/types'
import { TextField } from '../../ui/fields'

type Kind = Certificate['kind']
export const STATUS_OF: Record<Kind, string> = { dibao: 'dibao', tekun: 'tekun', low_income: 'low_income', disability: 'disabled' }
const NAMES: Record<Kind, string> = { dibao: '低保证', tekun: '特困供养证', low_income: '低收入证明', disability: '残疾证' }

/** The number on the certificate of what was just chosen, kept so that nobody looks for the booklet a second time. */
export function Certificates({ form, set }: { form: Household; set: (part: Partial<Household>) => void }) {
  const kinds = (Object.keys(NAMES) as Kind[]).filter((kind) => form.status.includes(STATUS_OF[kind]))
  const number = (kind: Kind) => form.certificates.find((one) => one.kind === kind)?.number ?? ''
  const write = (kind: Kind, text: string) => {
    const others = form.certificates.filter((one) => one.kind !== kind)
    set({ certificates: text ? [...others, { kind, number: text }] : others })
  }
  return <>{kinds.map((kind) => <TextField key={kind} eager name={`${NAMES[kind]}上的号码（可以不填）`} value={number(kind)} maxLength={40} onSave={(text) => write(kind, text)} />)}</>
}
