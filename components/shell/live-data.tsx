'use client'

import { usePathname } from 'next/navigation'
import { startTransition, useEffect, useRef, useState } from 'react'
import { refreshPage } from './live-actions'
import { usePulse, useSetBehind } from './pulse'
import { waitBefore } from './refresh-pace'

type Shown = { marker?: string; pathname: string; at: number }

/**
 * Refreshes the page in place some time after the database has changed. Lists hold their rows
 * still meanwhile (see useStableRows); what is typed, focused and scrolled stays as it is.
 */
export function LiveData() {
  const marker = usePulse().pulse?.marker
  const setBehind = useSetBehind()
  const pathname = usePathname()
  const shown = useRef<Shown>(null)
  const [failures, setFailures] = useState(0)

  useEffect(() => {
    if (!marker) return
    // A document carries no marker: what changed between its rendering and the first pulse would never show.
    shown.current ??= { pathname, at: Date.now() }
    const last = shown.current
    if (last.pathname !== pathname) {
      shown.current = { marker, pathname, at: Date.now() }
      setFailures(0)
      setBehind(null)
      return
    }
    if (last.marker === marker) return
    const timer = setTimeout(
      () => {
        if (document.hidden) return
        // What cannot be rendered stays as it is; the indicator says since when, and it is tried again soon.
        const fail = () => {
          setBehind(last.at)
          setFailures((count) => count + 1)
        }
        const succeed = () => {
          shown.current = { marker, pathname, at: Date.now() }
          setFailures(0)
          setBehind(null)
        }
        startTransition(() => refreshPage({}).then(({ ok }) => (ok ? succeed() : fail()), fail))
      },
      waitBefore({ failures, renderedAt: last.at, now: Date.now() }),
    )
    return () => clearTimeout(timer)
  }, [marker, pathname, failures, setBehind])

  return null
}
