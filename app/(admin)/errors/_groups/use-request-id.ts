'use client'

import { useRef } from 'react'

/**
 * Names requests, so that asking twice does it once: an id is kept until its request is answered, and who asks for the same
 * again after an answer that was lost asks with the same id.
 */
export function useRequestId() {
  const request = useRef<{ about: string; id: string } | null>(null)

  /** @returns the id of the request for this. */
  function idFor(...parts: string[]): string {
    const about = parts.join()
    if (request.current?.about !== about) request.current = { about, id: crypto.randomUUID() }
    return request.current.id
  }

  function answered() {
    request.current = null
  }

  return { idFor, answered }
}
