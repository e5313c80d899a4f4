'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { useIsStandalone } from '@/components/detail/standalone'

type Change = Record<string, string | string[] | null>

/** @returns the query string after a change; a changed filter always starts at the first page again. */
export function changedQuery(query: string, change: Change): string {
  const params = new URLSearchParams(query)
  params.delete('after')
  params.delete('before')
  for (const [name, value] of Object.entries(change)) {
    const text = Array.isArray(value) ? value.map((item) => item.replaceAll(',', '%2C')).join(',') : value
    if (text) params.set(name, text)
    else params.delete(name)
  }
  const changed = params.toString()
  return changed ? `?${changed}` : ''
}

/** @returns the part of a query string that arranges the rows; unfolding some of them leaves the others in their place. */
export function arrangement(query: string): string {
  const params = new URLSearchParams(query)
  params.delete('unfolded')
  return params.toString()
}

/** The list's parameters in the URL, and a way to change them that keeps the rest. */
export function useListUrl() {
  const router = useRouter()
  const pathname = usePathname()
  const query = useSearchParams().toString()
  const isOwnPage = useIsStandalone()
  const [pending, start] = useTransition()
  return {
    pathname,
    query,
    pending,
    hrefWith: (change: Change) => pathname + changedQuery(query, change),
    change(change: Change, how: 'push' | 'replace' = 'push') {
      const href = pathname + changedQuery(query, change)
      if (isOwnPage) return window.location.assign(href)
      start(() => router[how](href, { scroll: false }))
    },
  }
}
