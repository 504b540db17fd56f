import { useEffect, useState } from 'react'

/** One value many screens watch: set it anywhere, every screen that uses it draws again. */
export interface Live<T> { get: () => T; set: (next: T) => void; watch: (heard: (value: T) => void) => () => void }

export function live<T>(first: T): Live<T> {
  let value = first
  const listeners = new Set<(value: T) => void>()
  return {
    get: () => value,
    set: (next) => { value = next; listeners.forEach((heard) => heard(next)) },
    watch: (heard) => { listeners.add(heard); return () => { listeners.delete(heard) } },
  }
}

export function useLive<T>(source: Live<T>): T {
  const [value, setValue] = useState(source.get())
  useEffect(() => { setValue(source.get()); return source.watch(setValue) }, [source])
  return value
}
