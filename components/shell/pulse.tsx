'use client'

import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { Pulse } from '@/lib/pulse'

const EVERY_MS = 5_000
const SLOWEST_MS = 60_000

export type PulseState = { pulse: Pulse | null; receivedAt: number | null; failed: boolean }

const PulseContext = createContext<PulseState>({ pulse: null, receivedAt: null, failed: false })

/** The counts of the whole console and how fresh they are. */
export function usePulse(): PulseState {
  return use(PulseContext)
}

async function fetchPulse(signal: AbortSignal): Promise<Pulse> {
  const response = await fetch('/pulse', { signal, cache: 'no-store' })
  if (!response.ok) throw new Error(`The pulse answered ${response.status}`)
  return response.json()
}

/** Asks for the counts every five seconds while the tab is visible, and less often while that fails. */
export function PulseProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<PulseState>({ pulse: null, receivedAt: null, failed: false })

  useEffect(() => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let failures = 0

    async function beat() {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') return
      try {
        const pulse = await fetchPulse(abort.signal)
        failures = 0
        setState({ pulse, receivedAt: Date.now(), failed: false })
      } catch {
        if (abort.signal.aborted) return
        failures += 1
        setState((last) => ({ ...last, failed: true }))
      }
      timer = setTimeout(beat, Math.min(EVERY_MS * 2 ** failures, SLOWEST_MS))
    }

    function onVisible() {
      if (document.visibilityState === 'visible') beat()
    }
    document.addEventListener('visibilitychange', onVisible)
    beat()
    return () => {
      abort.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [])

  return <PulseContext value={state}>{children}</PulseContext>
}
