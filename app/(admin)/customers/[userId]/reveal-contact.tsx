'use client'

import type { ReactNode } from 'react'
import { Masked } from '@/components/detail/masked'
import { revealContact } from './actions'

type Props = {
  customer: string
  field: 'email' | 'transfer_number' | 'phone_number'
  name: string
  /** The value, masked. */
  children: ReactNode
}

/** How a customer is reached, masked, with the way to see it; each look is written down. */
export function RevealContact({ customer, field, name, children }: Props) {
  return (
    <Masked name={name} ask={() => revealContact({ customer, field })}>
      {children}
    </Masked>
  )
}
