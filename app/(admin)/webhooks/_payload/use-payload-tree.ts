'use client'

import { useMemo, useState } from 'react'
import { notify } from '@/components/ui/toasts'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { chainFrom, pathOf, treeRows, withNodes } from './tree-rows'

/** Asks for a part of a payload. @throws when it could not be had. */
export async function askPayload<Answer>(id: string, query: Record<string, string>): Promise<Answer> {
  const response = await fetch(`/webhooks/${id}/payload?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(`The payload answered ${response.status}`)
  return (await response.json()) as Answer
}

/** A payload as a tree of which branches are loaded as they are opened. */
export function usePayloadTree(id: string, first: PayloadNode[], size: number) {
  const [loaded, setLoaded] = useState(() => withNodes(new Map(), first))
  const [open, setOpen] = useState<ReadonlySet<number>>(
    () => new Set(first.filter(({ kind, parent }) => kind !== 'leaf' && parent === 0).map((node) => node.id)),
  )
  const [loading, setLoading] = useState<number | null>(null)
  const rows = useMemo(() => treeRows(loaded, open, size), [loaded, open, size])
  const byId = useMemo(() => new Map([...loaded.values()].flat().map((node) => [node.id, node])), [loaded])

  async function load(parent: number, from: number) {
    setLoading(parent)
    try {
      const { nodes } = await askPayload<{ nodes: PayloadNode[] }>(id, {
        node: String(parent),
        from: String(from),
      })
      const now = withNodes(loaded, nodes)
      setLoaded(now)
      return now
    } catch {
      notify({ title: 'The payload could not be read', description: 'Try again.', failed: true })
      return null
    } finally {
      setLoading(null)
    }
  }

  async function toggle(node: PayloadNode) {
    if (node.kind === 'leaf') return
    if (open.has(node.id)) {
      setOpen(new Set([...open].filter((other) => other !== node.id)))
      return
    }
    const now = node.size > 0 && !loaded.has(node.id) ? await load(node.id, 0) : loaded
    if (now) setOpen((before) => new Set([...before, ...chainFrom(now, node.id)]))
  }

  return { rows, loading, toggle, load, pathOf: (node: PayloadNode) => pathOf(byId, node) }
}
