'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { refreshPage } from './live-actions'
import { usePulse, useSetBehind } from './pulse'
import { waitBefore } from './refresh-pace'

/** A page as it was rendered last: with what the marker stood for, where that is known. */
type Rendered = { marker?: string; at: number; wasLeft?: boolean }

/** Answers of the pulse and of a page that come so close together may be in the wrong order. */
const TOGETHER_MS = 5_000

/** @returns whether the browser went back or forward since this was last asked. */
function useTraversal(): () => boolean {
  const traversed = useRef(false)
  useEffect(() => {
    const note = () => {
      traversed.current = true
    }
    addEventListener('popstate', note)
    return () => removeEventListener('popstate', note)
  }, [])
  return useCallback(() => {
    const was = traversed.current
    traversed.current = false
    return was
  }, [])
}

/**
 * Refreshes the page in place some time after the database has changed. Lists hold their rows
 * still meanwhile (see useStableRows); what is typed, focused and scrolled stays as it is.
 */
export function LiveData() {
  const marker = usePulse().pulse?.marker
  const setBehind = useSetBehind()
  const address = `${usePathname()}?${useSearchParams()}`
  const current = useRef<string>(null)
  // Back and forward show a page as it was left.
  const pages = useRef(new Map<string, Rendered>())
  const changed = useRef<Rendered>({ at: 0 })
  const hasTraversed = useTraversal()
  const [failures, setFailures] = useState(0)

  useEffect(() => {
    if (!marker) return
    if (changed.current.marker !== marker) changed.current = { marker, at: Date.now() }
    const isFirst = current.current === null
    if (current.current !== address) {
      current.current = address
      setFailures(0)
      setBehind(null)
      const left = hasTraversed() && pages.current.get(address)
      if (left) pages.current.set(address, { ...left, wasLeft: true })
      else {
        // A document carries no marker: what changed between its rendering and the first pulse would never show.
        const isKnown = !isFirst && Date.now() - changed.current.at > TOGETHER_MS
        pages.current.set(address, { marker: isKnown ? marker : undefined, at: Date.now() })
      }
    }
    const last = pages.current.get(address) ?? { at: 0 }
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
          pages.current.set(address, { marker, at: Date.now() })
          setFailures(0)
          setBehind(null)
        }
        startTransition(() => refreshPage({}).then(({ ok }) => (ok ? succeed() : fail()), fail))
      },
      // What was left behind may be old, and has not moved under anybody's eyes for a while.
      waitBefore({ failures, renderedAt: last.wasLeft ? 0 : last.at, now: Date.now() }),
    )
    return () => clearTimeout(timer)
  }, [marker, address, failures, setBehind, hasTraversed])

  return null
}
