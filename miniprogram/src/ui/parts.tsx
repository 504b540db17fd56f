import type { ReactNode } from 'react'
import type { Citation, Step } from '../api/types'
import { moment } from '../lib/when'
import { Box, Press, Title, Words } from './primitives'

export function Card({ title, children }: { title?: string; children?: ReactNode }) {
  return <Box as='section' className='card'>{title && <Title level={2}>{title}</Title>}{children}</Box>
}

export function Note({ warm, children }: { warm?: boolean; children?: ReactNode }) {
  return <Box className={`note ${warm ? 'warm' : ''}`}>{typeof children === 'string' ? <Words>{children}</Words> : children}</Box>
}

export function Say({ children, className }: { children?: ReactNode; className?: string }) {
  return <Words className={`block ${className ?? ''}`}>{children}</Words>
}

export function Icon({ name, warm }: { name: string; warm?: boolean }) {
  return <Box className={`icon icon-${name} ${warm ? 'warm' : ''}`} />
}

/** Entries of one kind, in one sheet. */
export function Sheet({ name, children }: { name?: string; children?: ReactNode }) {
  return <>{name && <Words className='sheet-name'>{name}</Words>}<Box className='sheet'>{children}</Box></>
}

interface EntryProps { title: string; says?: string; brief?: boolean; tag?: string; warm?: boolean; icon?: string; onPress: () => void }

/** One line to press, with what it leads to and how it stands. */
export function Entry({ title, says, brief, tag, warm, icon, onPress }: EntryProps) {
  return (
    <Press className='entry' onPress={() => onPress()}>
      {icon && <Icon name={icon} warm={warm} />}
      <Box className='grow'>
        <Words className='block strong'>{title}</Words>
        {says && <Words className={`soft ${brief ? 'few' : 'block'}`}>{says}</Words>}
        {tag && <Words className={`tag ${warm ? 'warm' : ''}`}>{tag}</Words>}
      </Box>
      <Box className='glyph glyph-on' />
    </Press>
  )
}

/** Nothing here yet, said kindly. */
export function Empty({ icon, children }: { icon: string; children?: ReactNode }) {
  return <Box className='empty'><Icon name={icon} /><Words>{children}</Words></Box>
}

export function Timeline({ steps }: { steps: Step[] }) {
  return (
    <Box as='ol' className='timeline'>
      {steps.map((step, place) => (
        <Box as='li' key={place} className={`step ${step.done ? '' : 'ahead'}`}>
          <Words className='block strong'>{step.done ? step.says : `接下来：${step.says}`}</Words>
          {(step.at ?? step.by) && <Words className='block soft'>{[step.at && moment(step.at), step.by].filter(Boolean).join(' · ')}</Words>}
        </Box>
      ))}
    </Box>
  )
}

export function Facts({ rows }: { rows: [string, string][] }) {
  return (
    <Box as='dl' className='facts'>
      {rows.flatMap(([name, value]) => [<Box as='dt' className='fact-name' key={`${name}-n`}><Words>{name}</Words></Box>, <Box as='dd' className='fact-value' key={`${name}-v`}><Words>{value}</Words></Box>])}
    </Box>
  )
}

/** Where it is written. */
export function Source({ from }: { from: Citation }) {
  return <Words className='source'>{`依据：${from.document} ${from.section}`}</Words>
}
