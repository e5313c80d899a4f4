'use client'

import { usePathname } from 'next/navigation'
import { startTransition, useEffect, useRef } from 'react'
import { refreshPage } from './live-actions'
import { usePulse } from './pulse'

/** The least time between two automatic refreshes. */
const EVERY_MS = 20_000

type Shown = { marker?: string; pathname: string; at: number }

/**
 * Refreshes the page in place some time after the database has changed. Lists hold their rows
 * still meanwhile (see useStableRows); what is typed, focused and scrolled stays as it is.
 */
export function LiveData() {
  const marker = usePulse().pulse?.marker
  const pathname = usePathname()
  const shown = useRef<Shown>(null)

  useEffect(() => {
    if (!marker) return
    // A document carries no marker: what changed between its rendering and the first pulse would never show.
    shown.current ??= { pathname, at: Date.now() }
    const last = shown.current
    if (last.pathname !== pathname) {
      shown.current = { marker, pathname, at: Date.now() }
      return
    }
    if (last.marker === marker) return
    const timer = setTimeout(
      () => {
        if (document.hidden) return
        shown.current = { marker, pathname, at: Date.now() }
        // A page that cannot be refreshed stays as it is; the indicator shows its age.
        startTransition(() =>
          refreshPage({}).then(
            () => undefined,
            () => undefined,
          ),
        )
      },
      Math.max(0, last.at + EVERY_MS - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [marker, pathname])

  return null
}
