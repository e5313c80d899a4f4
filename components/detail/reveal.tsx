'use client'

import type { ReactNode } from 'react'
import { revealValue } from './actions'
import { Masked } from './masked'

/** Where a value is recorded: a row, and the way to the value from its column on. */
export type RevealPath = { entity: string; id: string; path: string[] }

/**
 * A masked value with the button that reveals it, which is audited.
 * @param children the value, masked.
 */
export function Reveal({ name, children, ...place }: RevealPath & { name: string; children: ReactNode }) {
  return (
    <Masked name={name} ask={() => revealValue(place)}>
      {children}
    </Masked>
  )
}
