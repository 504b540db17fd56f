import type { ReactNode } from 'react'
import type { Choice } from '../lib/words'

export interface BoxProps { children?: ReactNode; className?: string; onPress?: () => void; as?: 'div' | 'main' | 'section' | 'ol' | 'ul' | 'li' | 'nav' | 'header' | 'dl' | 'dt' | 'dd'; live?: boolean; label?: string; id?: string; group?: boolean }
export interface PressProps { children?: ReactNode; id?: string; className?: string; onPress?: (given?: string) => void; disabled?: boolean; label?: string; chosen?: boolean; openType?: string; role?: 'radio' | 'checkbox' }
interface Named { id?: string; label: string; describedBy?: string; invalid?: boolean }
export interface LineProps extends Named { value: string; kind?: 'text' | 'phone' | 'number' | 'id' | 'code' | 'money'; onChange: (text: string) => void; onDone?: () => void; maxLength?: number; placeholder?: string }
export interface AreaProps extends Named { value: string; short?: boolean; onChange: (text: string) => void; onDone?: () => void; maxLength?: number; placeholder?: string }
export interface PickProps extends Named { value: string; options: Choice[]; onChange: (value: string) => void; placeholder?: string }
export interface DayProps extends Named { value: string; onChange: (day: string) => void; latest: string }
export interface PictureProps { src: string; alt: string }
