'use client'

import { useEffect } from 'react'
import { useDetailName } from './detail-name'
import { usePulse } from './pulse'
import { signalCritical } from './signals'

const KNOWN = 'kryonex-critical-alerts'
const COUNTED = /^\(\d[\d,+]*\) /

/**
 * Puts the number of critical alerts and the name of the thing that is open before the tab's title, and
 * signals new alerts where that is wanted.
 */
export function TabTitle() {
  const critical = usePulse().pulse?.critical_alerts
  const name = useDetailName()

  useEffect(() => {
    const named = name ? `${name} · ` : ''
    function write() {
      const plain = document.title.replace(COUNTED, '')
      // Between two pages there is none.
      if (!plain) return
      const title = `${critical ? `(${critical}) ` : ''}${plain.startsWith(named) ? '' : named}${plain}`
      if (document.title !== title) document.title = title
    }
    write()
    // Each page brings a title of its own.
    const observer = new MutationObserver(write)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      const plain = document.title.replace(COUNTED, '')
      if (named && plain.startsWith(named)) document.title = plain.slice(named.length)
    }
  }, [critical, name])

  useNewCritical(critical)
  return null
}

function useNewCritical(critical: number | undefined) {
  useEffect(() => {
    if (critical === undefined) return
    // Tabs share what they know, so that one signal is given and not one per tab.
    const known = Number(localStorage.getItem(KNOWN) ?? critical)
    localStorage.setItem(KNOWN, String(critical))
    if (critical > known) signalCritical(critical)
  }, [critical])
}
