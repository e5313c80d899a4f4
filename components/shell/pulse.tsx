'use client'

import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { createStore, useStore } from '@/components/ui/store'
import type { Beat } from '@/lib/pulse'
import { type PulseFailure, watchPulse } from './pulse-watch'

type Known = { pulse: Beat | null; receivedAt: number | null; failure: PulseFailure | null }

const NOTHING: Known = { pulse: null, receivedAt: null, failure: null }

const PulseStore = createContext(createStore(NOTHING))

/**
 * The counts of the whole console, how fresh they are, and why they are not. Counts may come before the browser has
 * taken over every part of the page: each part is taken over as the server drew it, without them.
 */
export function usePulse(): Known {
  return useStore(use(PulseStore), NOTHING)
}

/** Keeps the counts fresh for everything inside. */
export function PulseProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => createStore(NOTHING))
  useEffect(() => watchPulse(({ beat, ...state }) => store.set({ pulse: beat, ...state })), [store])
  return <PulseStore value={store}>{children}</PulseStore>
}
