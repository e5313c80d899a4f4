'use client'

import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { createStore, useStore } from '@/components/ui/store'
import type { Beat } from '@/lib/pulse'
import { type PulseFailure, watchPulse } from './pulse-watch'

type Known = {
  pulse: Beat | null
  receivedAt: number | null
  /** By the server's clock, when something is known to have changed last; null while nothing is. */
  changedAt: number | null
  failure: PulseFailure | null
  /** Since when the page is as it is, where it could not be rendered again although something changed. */
  behindSince: number | null
}

const NOTHING: Known = { pulse: null, receivedAt: null, changedAt: null, failure: null, behindSince: null }

const PulseStore = createContext(createStore(NOTHING))
const AskPulse = createContext<() => void>(() => {})

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

/** @returns how to have the counts asked for at once. */
export function useAskPulse(): () => void {
  return use(AskPulse)
}

/** Keeps the counts fresh for everything inside. */
export function PulseProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => createStore(NOTHING))
  const watch = useRef<ReturnType<typeof watchPulse>>(null)
  useEffect(() => {
    watch.current = watchPulse(({ beat, ...state }) => {
      const { pulse: last, changedAt } = store.get()
      const changed = last && beat && last.marker !== beat.marker
      store.set({ ...store.get(), pulse: beat, changedAt: changed ? beat.at : changedAt, ...state })
    })
    return watch.current.stop
  }, [store])
  const ask = useCallback(() => watch.current?.ask(), [])
  return (
    <PulseStore value={store}>
      <AskPulse value={ask}>{children}</AskPulse>
    </PulseStore>
  )
}
