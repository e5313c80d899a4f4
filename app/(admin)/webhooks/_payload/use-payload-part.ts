'use client'

import { useEffect, useState } from 'react'
import { askPayload } from './ask-payload'

/** A part of a payload that is asked for when it is looked at: undefined until it came, null when it did not. */
export function usePayloadPart<Answer>(id: string, query: Record<string, string> | null) {
  const key = query ? JSON.stringify(query) : null
  const [answer, setAnswer] = useState<{ key: string; data: Answer | null }>()
  useEffect(() => {
    if (key === null) return
    let isWanted = true
    // What is typed is asked for once the typing stops.
    const timer = setTimeout(() => {
      askPayload<Answer>(id, JSON.parse(key)).then(
        (data) => isWanted && setAnswer({ key, data }),
        () => isWanted && setAnswer({ key, data: null }),
      )
    }, 150)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [id, key])
  return key !== null && answer?.key === key ? answer.data : undefined
}
