'use client'

import { useEffect, useState } from 'react'

/** Something that the palette found; `kind` says which page shows it. */
export type Finding = { kind: string; id: string; label: string; detail: string }

type Search = { term: string; findings: Finding[]; failed: boolean }

/**
 * Searches on the server, a moment after typing stops.
 * @param typed the text as typed; fewer than two characters find nothing.
 */
export function useFindings(typed: string) {
  const term = typed.trim()
  const [search, setSearch] = useState<Search>({ term: '', findings: [], failed: false })

  useEffect(() => {
    if (term.length < 2) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/search?q=${encodeURIComponent(term)}`, { signal: abort.signal })
        if (!response.ok) throw new Error(`The search answered ${response.status}`)
        setSearch({ term, findings: await response.json(), failed: false })
      } catch {
        if (!abort.signal.aborted) setSearch({ term, findings: [], failed: true })
      }
    }, 100)
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [term])

  if (term.length < 2) return { findings: [], state: 'idle' as const }
  if (search.term !== term) return { findings: [], state: 'searching' as const }
  return { findings: search.findings, state: search.failed ? ('failed' as const) : ('idle' as const) }
}
