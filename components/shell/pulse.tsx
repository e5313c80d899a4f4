'use client'

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import type { Beat } from '@/lib/pulse'
import { type PulseFailure, type PulseState, watchPulse } from './pulse-watch'

type Known = { pulse: Beat | null; receivedAt: number | null; failure: PulseFailure | null }

const NOTHING: Known = { pulse: null, receivedAt: null, failure: null }

function createStore() {
  let known = NOTHING
  const listeners = new Set<() => void>()
  return {
    get: () => known,
    set({ beat, receivedAt, failure }: PulseState) {
      known = { pulse: beat, receivedAt, failure }
      for (const notify of listeners) notify()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const PulseStore = createContext(createStore())

/**
 * The counts of the whole console, how fresh they are, and why they are not. Counts may come before the browser has
 * taken over every part of the page: each part is taken over as the server drew it, without them.
 */
export function usePulse(): Known {
  const { subscribe, get } = use(PulseStore)
  return useSyncExternalStore(subscribe, get, () => NOTHING)
}

/** Keeps the counts fresh for everything inside. */
export function PulseProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createStore)
  useEffect(() => watchPulse(store.set), [store])
  return <PulseStore value={store}>{children}</PulseStore>
}
