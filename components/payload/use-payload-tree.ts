'use client'

import { useMemo, useState } from 'react'
import { notify } from '@/components/ui/toasts'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { chainFrom, namesTo, treeRows, withNodes } from './tree-rows'

/** Reads the entries of a branch, from one of them on. */
type ReadBranch = (branch: number, from: number) => Promise<PayloadNode[]>

/**
 * A payload as a tree that opens and closes.
 * @param first what is there from the start; its outermost branches are open.
 * @param size how many entries the payload has.
 * @param readBranch reads branches as they are opened; without it, what is there is all that is shown.
 */
export function usePayloadTree(first: PayloadNode[], size: number, readBranch?: ReadBranch) {
  const [loaded, setLoaded] = useState(() => withNodes(new Map(), first))
  const [open, setOpen] = useState<ReadonlySet<number>>(
    () => new Set(first.filter(({ kind, parent }) => kind !== 'leaf' && parent === 0).map((node) => node.id)),
  )
  const [loading, setLoading] = useState<number | null>(null)
  const rows = useMemo(() => treeRows(loaded, open, size), [loaded, open, size])
  const byId = useMemo(() => new Map([...loaded.values()].flat().map((node) => [node.id, node])), [loaded])

  async function load(parent: number, from: number) {
    if (!readBranch) return loaded
    setLoading(parent)
    try {
      const now = withNodes(loaded, await readBranch(parent, from))
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

  return {
    rows,
    loading,
    toggle,
    load,
    /** Whether what is missing of a branch can be read. */
    isLazy: readBranch !== undefined,
    namesTo: (node: PayloadNode) => namesTo(byId, node),
  }
}
