import type { ReactNode } from 'react'
import type { Step } from '../api/types'
import { moment } from '../lib/when'
import { Box, Press, Title, Words } from './primitives'

export function Card({ title, children }: { title?: string; children?: ReactNode }) {
  return <Box as='section' className='card'>{title && <Title level={2}>{title}</Title>}{children}</Box>
}

export function Note({ warm, children }: { warm?: boolean; children?: ReactNode }) {
  return <Box className={`note ${warm ? 'warm' : ''}`}>{children}</Box>
}

export function Say({ children, className }: { children?: ReactNode; className?: string }) {
  return <Words className={`block ${className ?? ''}`}>{children}</Words>
}

/** One line to press, with what it leads to and, at the right, how it stands. */
export function Entry({ title, says, tag, warm, onPress }: { title: string; says?: string; tag?: string; warm?: boolean; onPress: () => void }) {
  return (
    <Press className='left tile' onPress={() => onPress()}>
      <Words className='strong'>{title}</Words>
      {says && <Words className='soft'>{says}</Words>}
      {tag && <Words className={`tag ${warm ? 'warm' : ''}`}>{tag}</Words>}
    </Press>
  )
}

export function Timeline({ steps }: { steps: Step[] }) {
  return (
    <Box as='ol' className='stack'>
      {steps.map((step, place) => (
        <Box as='li' key={place} className={`step ${step.done ? '' : 'ahead'}`}>
          <Words className='block strong'>{step.says}</Words>
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
