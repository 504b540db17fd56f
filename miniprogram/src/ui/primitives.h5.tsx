import type { ReactNode } from 'react'
import type { AreaProps, BoxProps, DayProps, LineProps, PickProps, PictureProps, PressProps } from './contract'

/** The browser's twin of primitives.tsx. Plain HTML: keyboards, screen readers and old browsers know it, and it weighs nothing. */

export function Box({ children, className, as: Tag = 'div', live, label, id, group }: BoxProps) {
  return <Tag id={id} className={className} aria-label={label} role={live ? 'status' : group ? 'group' : undefined}>{children}</Tag>
}

export function Words({ children, className }: { children?: ReactNode; className?: string }) {
  return <span className={className}>{children}</span>
}

export function Title({ children, level = 1 }: { children?: ReactNode; level?: 1 | 2 | 3 }) {
  const Tag = `h${level}` as 'h1'
  return <Tag className={`title title-${level}`}>{children}</Tag>
}

export function Press({ children, className, onPress, disabled, label, chosen, role }: PressProps) {
  return (
    <button type='button' className={`press ${className ?? ''}`} disabled={disabled} aria-label={label} role={role} aria-checked={role ? Boolean(chosen) : undefined}
      onClick={() => onPress?.()}>{children}</button>
  )
}

const MODES = { text: 'text', phone: 'tel', number: 'numeric', id: 'text', code: 'numeric', money: 'numeric' } as const

export function Line({ id, value, kind = 'text', onChange, onDone, label, describedBy, invalid, maxLength = 60, placeholder }: LineProps) {
  return (
    <input id={id} className='line' type={kind === 'phone' ? 'tel' : 'text'} inputMode={MODES[kind]} value={value} maxLength={maxLength} placeholder={placeholder} aria-label={id ? undefined : label}
      aria-describedby={describedBy} aria-invalid={invalid || undefined} autoComplete={kind === 'code' ? 'one-time-code' : 'off'} onChange={(event) => onChange(event.target.value)} onBlur={onDone} />
  )
}

export function Area({ id, value, short, onChange, onDone, label, describedBy, invalid, maxLength = 2000, placeholder }: AreaProps) {
  return (
    <textarea id={id} className={short ? 'area short' : 'area'} rows={short ? 2 : 5} value={value} maxLength={maxLength} placeholder={placeholder} aria-label={id ? undefined : label} aria-describedby={describedBy}
      aria-invalid={invalid || undefined} onChange={(event) => onChange(event.target.value)} onBlur={onDone} />
  )
}

export function Pick({ id, value, options, onChange, label, describedBy, invalid, placeholder = '请选一个' }: PickProps) {
  return (
    <select id={id} className='line pick' value={value} aria-label={id ? undefined : label} aria-describedby={describedBy} aria-invalid={invalid || undefined} onChange={(event) => onChange(event.target.value)}>
      <option value='' disabled>{placeholder}</option>
      {options.map((option) => <option key={option.value} value={option.value}>{option.says}</option>)}
    </select>
  )
}

export function DayPick({ id, value, onChange, latest, label, describedBy, invalid }: DayProps) {
  return (
    <input id={id} className='line' type='date' value={value} max={latest} aria-label={id ? undefined : label} aria-describedby={describedBy} aria-invalid={invalid || undefined}
      onChange={(event) => onChange(event.target.value)} />
  )
}

export function Picture({ src, alt }: PictureProps) {
  return <img className='picture' src={src} alt={alt} />
}
