'use client'

import { useEffect, useMemo, useState } from 'react'
import { actedJustNow, useActionCount } from '@/components/ui/user-actions'
import { useListUrl } from './list-url'
import { keepRowsStable } from './stable-rows'

/**
 * Keeps something of a list as it is while the page refreshes around it. Whatever somebody does
 * (an action, another filter, coming to the page, asking for the new rows) lets it be as it is now.
 * @param fresh as the server rendered it last.
 * @param hold what to show instead of something fresh that nobody asked for.
 */
export function useStable<Value>(fresh: Value, hold: (held: Value, fresh: Value) => Value): Value {
  const { query } = useListUrl()
  const acts = useActionCount()
  const [looks, setLooks] = useState(0)
  // Next.js keeps pages that were left; coming back to one is a new look at it.
  useEffect(() => setLooks((times) => times + 1), [])
  const wanted = `${acts} ${looks} ${query}`
  const [state, setState] = useState({ fresh, wanted, held: fresh })
  if (state.fresh === fresh && state.wanted === wanted) return state.held
  const held = state.wanted === wanted && !actedJustNow() ? hold(state.held, fresh) : fresh
  setState({ fresh, wanted, held })
  return held
}

const none: ReadonlySet<string> = new Set()

/**
 * Keeps a list's rows where they are: known rows take their new values in place, others wait.
 * @param fresh the rows as the server rendered them last.
 * @returns the rows to show, and the ids of those that have left the list meanwhile.
 */
export function useStableRows<Row extends { id: string }>(fresh: Row[]) {
  const page = useMemo(() => ({ rows: fresh, gone: none }), [fresh])
  return useStable(page, (held, { rows }) => keepRowsStable(held.rows, rows))
}
