'use client'

import { Clock, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatCount, formatDuration, parseTime, plainName, plural } from '@/lib/format/format'

/** What would happen twice if webhooks were requeued. */
export type RequeuePreview = {
  examined: number
  /** How many went through before, themselves or in another delivery with their key. */
  ranBefore: number
  /** Of one webhook: whether it was itself. */
  itself: boolean
  /** How many of them the database asks a reason for. */
  risky: number
  /** Rows that would be written again, by table. */
  twice: Record<string, number>
  oldest: string | null
}

/** Which webhooks are meant: some by id, or all that match a filter. */
export type PreviewOf = { ids: string } | { filter: string }

/** Looks ahead at a requeue: undefined until it is known, null when it could not be had. */
export function useRequeuePreview(of: PreviewOf | null) {
  const key = of ? new URLSearchParams(of).toString() : null
  const [answer, setAnswer] = useState<{ key: string; preview: RequeuePreview | null }>()
  useEffect(() => {
    if (key === null) return
    let isWanted = true
    fetch(`/webhooks/preview?${key}`)
      .then(async (response) => (response.ok ? ((await response.json()) as RequeuePreview) : null))
      .catch(() => null)
      .then((preview) => isWanted && setAnswer({ key, preview }))
    return () => {
      isWanted = false
    }
  }, [key])
  return key !== null && answer?.key === key ? answer.preview : undefined
}

function ranBefore({ examined, ranBefore: count, itself }: RequeuePreview): string | null {
  if (count === 0) return null
  if (examined > 1)
    return `${formatCount(count)} of ${formatCount(examined)} ${plural(count, 'was', 'were')} processed before.`
  return itself ? 'It was processed before.' : 'Another delivery with the same key was processed before.'
}

function writtenTwice({ twice }: RequeuePreview): string | null {
  const counts = Object.entries(twice).map(([relation, n]) => `${formatCount(n)} in ${plainName(relation)}`)
  return counts.length > 0 ? `Existing rows: ${counts.join(', ')}.` : null
}

/** What a requeue would do twice, and how late it would be. */
export function RequeuePreviewNote({ preview }: { preview: RequeuePreview | null | undefined }) {
  if (preview === undefined) return <p className="mt-3 text-fg-2">Checking earlier runs …</p>
  if (preview === null) return <p className="mt-3 text-critical-text">Earlier runs could not be checked.</p>
  const [before, again] = [ranBefore(preview), writtenTwice(preview)]
  const late = preview.oldest ? (Date.now() - parseTime(preview.oldest).getTime()) / 1000 : 0
  return (
    <>
      {before || again ? (
        <div className="mt-3 flex gap-2 rounded-md border border-warning-line bg-warning-tint px-2.5 py-2 text-warning-text">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
          <p>
            {before ? <strong className="font-medium">{before}</strong> : null} {again} Running it again may
            do things twice: send a message, book a visit or count usage once more.
          </p>
        </div>
      ) : (
        <p className="mt-3 text-fg-2">Nothing of it has happened yet, so nothing happens twice.</p>
      )}
      {late > 3600 ? (
        <p className="mt-1.5 flex items-center gap-1.5 text-fg-2">
          <Clock aria-hidden className="size-3.5" />
          {preview.examined > 1 ? 'The oldest' : 'It'} arrived {formatDuration(late)} ago: what is sent to
          callers comes that late.
        </p>
      ) : null}
    </>
  )
}
