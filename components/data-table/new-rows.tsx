'use client'

import { ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { usePulse } from '@/components/shell/pulse'
import { Button } from '@/components/ui/button'
import { useThrottledValue } from '@/components/ui/use-throttled-value'
import { recordUserAction } from '@/components/ui/user-actions'
import type { AnyList } from '@/lib/lists/names'
import type { Json } from '@/lib/supabase/database.types'
import { useListUrl } from './list-url'
import { useStable } from './use-stable-rows'

/** The list whose new rows are counted: its name and filter as the database functions take them. */
export type NewRowsOf = {
  list: AnyList
  filter: Json
  /** The column by which rows of a table are new. */
  moment?: string
  /** What follows the number, where rows are not simply new. */
  word?: string
}

const MOST = 99
/** Not everything that can be new changes the marker. */
const ASKED_EVERY_MS = 30_000
const SPOKEN_EVERY_MS = 30_000

/**
 * How many rows came since the list was opened, and the way to them.
 * @param since when the list was read, as ISO 8601.
 */
export function NewRows({ list, filter, moment = '', word = 'new', since }: NewRowsOf & { since: string }) {
  const router = useRouter()
  const { query, hrefWith } = useListUrl()
  const { pulse, receivedAt } = usePulse()
  const turn = `${pulse?.marker} ${Math.floor((receivedAt ?? 0) / ASKED_EVERY_MS)}`
  const opened = useStable(since, (held) => held)
  const [count, setCount] = useState(0)
  const [pending, start] = useTransition()
  const question = { list, filter: JSON.stringify(filter), moment, since: opened }
  const address = `/new-rows?${new URLSearchParams(question)}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again.
  useEffect(() => {
    const abort = new AbortController()
    fetch(address, { signal: abort.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then((newer: number | null) => newer !== null && setCount(newer))
      // The indicator shows that the backend is out of reach; the count stays as it was.
      .catch(() => undefined)
    return () => abort.abort()
  }, [address, turn])

  // The rows that were asked for have arrived.
  useEffect(() => (pending ? recordUserAction : undefined), [pending])

  function show() {
    setCount(0)
    recordUserAction()
    const onFirstPage = !/(^|&)(after|before)=/.test(query)
    start(() => (onFirstPage ? router.refresh() : router.push(hrefWith({}))))
  }

  const text = count > 0 ? `${count > MOST ? `${MOST}+` : count} ${word}` : ''
  const spoken = useThrottledValue(text, SPOKEN_EVERY_MS)
  return (
    <>
      <span role="status" aria-live="polite" className="sr-only">
        {spoken}
      </span>
      {text ? (
        <Button variant="ghost" size="small" onClick={show} title="Show them">
          <ArrowUp aria-hidden className="size-3" />
          {text}
        </Button>
      ) : null}
    </>
  )
}
