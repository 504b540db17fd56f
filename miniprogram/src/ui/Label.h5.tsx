import type { ReactNode } from 'react'

export function Label({ target, children }: { target: string; children?: ReactNode }) {
  return <label className='field-name' htmlFor={target}>{children}</label>
}
