'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 3000
/** What has not come to an end by then is looked at by hand. */
const MOST_TIMES = 200

/** Asks for the page's data again every few seconds while something on it is being worked off. */
export function RefreshWhile({ active }: { active: boolean }) {
  const { refresh } = useRouter()
  useEffect(() => {
    if (!active) return
    let times = 0
    const timer = setInterval(() => {
      if (document.visibilityState === 'hidden') return
      refresh()
      if (++times >= MOST_TIMES) clearInterval(timer)
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [active, refresh])
  return null
}
