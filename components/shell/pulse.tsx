'use client'

import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { Beat } from '@/lib/pulse'
import { type PulseFailure, type PulseState, watchPulse } from './pulse-watch'

type Known = { pulse: Beat | null; receivedAt: number | null; failure: PulseFailure | null }

const PulseContext = createContext<Known>({ pulse: null, receivedAt: null, failure: null })

/** The counts of the whole console, how fresh they are, and why they are not. */
export function usePulse(): Known {
  return use(PulseContext)
}

/** Keeps the counts fresh for everything inside. */
export function PulseProvider({ children }: { children: ReactNode }) {
  const [{ beat, receivedAt, failure }, setState] = useState<PulseState>({
    beat: null,
    receivedAt: null,
    failure: null,
  })
  useEffect(() => watchPulse(setState), [])
  return <PulseContext value={{ pulse: beat, receivedAt, failure }}>{children}</PulseContext>
}
