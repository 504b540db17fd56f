import { Button, Image, Input, Picker, Text, Textarea, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { AreaProps, BoxProps, DayProps, LineProps, PickProps, PictureProps, PressProps } from './contract'

/** The few things a page is made of, in WeChat. primitives.h5.tsx is the same set as plain HTML, which screen readers know. */

export function Box({ children, className, onPress, id }: BoxProps) {
  return <View id={id} className={className} onClick={onPress}>{children}</View>
}

export function Words({ children, className }: { children?: ReactNode; className?: string }) {
  return <Text className={className} userSelect>{children}</Text>
}

export function Title({ children, level = 1 }: { children?: ReactNode; level?: 1 | 2 | 3 }) {
  return <View className={`title title-${level}`}>{children}</View>
}

export function Press({ children, id, className, onPress, disabled, label, openType }: PressProps) {
  return (
    <Button id={id} className={`press ${className ?? ''}`} hoverClass='pressed' disabled={disabled} ariaLabel={label} openType={openType as 'agreePrivacyAuthorization'}
      onClick={openType ? undefined : () => onPress?.()} onAgreePrivacyAuthorization={() => onPress?.()} onGetPhoneNumber={openType ? (event) => onPress?.(event.detail.code) : undefined}>{children}</Button>
  )
}

export function Line({ value, kind = 'text', onChange, onDone, label, maxLength = 60, placeholder }: LineProps) {
  const type = ({ text: 'text', phone: 'number', number: 'number', id: 'idcard', code: 'number', money: 'number' } as const)[kind]
  return <Input className='line' type={type} value={value} maxlength={maxLength} placeholder={placeholder} ariaLabel={label} onInput={(event) => onChange(event.detail.value)} onBlur={onDone} />
}

export function Area({ value, short, onChange, onDone, label, maxLength = 2000, placeholder }: AreaProps) {
  return <Textarea className={short ? 'area short' : 'area'} value={value} maxlength={maxLength} placeholder={placeholder} ariaLabel={label} autoHeight onInput={(event) => onChange(event.detail.value)} onBlur={onDone} />
}

export function Pick({ value, options, onChange, label, placeholder = '请选一个' }: PickProps) {
  const at = options.findIndex((option) => option.value === value)
  return (
    <Picker mode='selector' range={options.map((option) => option.says)} value={Math.max(0, at)} onChange={(event) => { const one = options[Number(event.detail.value)]; if (one) onChange(one.value) }}>
      <View className='line pick' ariaLabel={label}>{options[at]?.says ?? placeholder}</View>
    </Picker>
  )
}

export function DayPick({ value, onChange, latest, label }: DayProps) {
  return (
    <Picker mode='date' value={value} end={latest} onChange={(event) => onChange(event.detail.value)}>
      <View className='line pick' ariaLabel={label}>{value || '请选日期'}</View>
    </Picker>
  )
}

export function Picture({ src, alt }: PictureProps) {
  return <Image className='picture' src={src} ariaLabel={alt} mode='aspectFill' />
}
