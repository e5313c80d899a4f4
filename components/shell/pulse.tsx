'use client'

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { createStore, useStore } from '@/components/ui/store'
import type { Beat } from '@/lib/pulse'
import { type PulseFailure, watchPulse } from './pulse-watch'

type Known = {
  pulse: Beat | null
  receivedAt: number | null
  failure: PulseFailure | null
  /** Since when the page is as it is, where it could not be rendered again although something changed. */
  behindSince: number | null
}

const NOTHING: Known = { pulse: null, receivedAt: null, failure: null, behindSince: null }

const PulseStore = createContext(createStore(NOTHING))

/**
 * The counts of the whole console, how fresh they are, and why they are not. Counts may come before the browser has
 * taken over every part of the page: each part is taken over as the server drew it, without them.
 */
export function usePulse(): Known {
  return useStore(use(PulseStore), NOTHING)
}

/** @returns how to say since when the page is as it is, where it could not be rendered again; null once it was. */
export function useSetBehind(): (since: number | null) => void {
  const store = use(PulseStore)
  return useCallback((behindSince) => store.set({ ...store.get(), behindSince }), [store])
}

/** Keeps the counts fresh for everything inside. */
export function PulseProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => createStore(NOTHING))
  useEffect(
    () => watchPulse(({ beat, ...state }) => store.set({ ...store.get(), pulse: beat, ...state })),
    [store],
  )
  return <PulseStore value={store}>{children}</PulseStore>
}
