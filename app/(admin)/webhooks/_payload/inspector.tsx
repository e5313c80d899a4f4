'use client'

import { useState } from 'react'
import { PayloadTree } from '@/components/payload/payload-tree'
import { usePayloadTree } from '@/components/payload/use-payload-tree'
import { useRevealed } from '@/components/payload/use-revealed'
import { Button } from '@/components/ui/button'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { revealPayloadValue } from './actions'
import { askPayload } from './ask-payload'
import { type Comparable, Differences } from './differences'
import { FoundValues } from './found-values'
import { RawText } from './raw-text'
import { SelectedValue } from './selected-value'

type Props = { id: string; nodes: PayloadNode[]; size: number; others: Comparable[] }
type View = 'tree' | 'raw' | 'differences'
type Selected = { node: PayloadNode; path: string }

const VIEWS: [View, string][] = [
  ['tree', 'Tree'],
  ['raw', 'Text'],
  ['differences', 'Differences'],
]

/** A payload to look into: as a tree, as text, and beside another; with a search, and a look at what is masked. */
export function PayloadInspector({ id, nodes, size, others }: Props) {
  const [view, setView] = useState<View>('tree')
  const [term, setTerm] = useState('')
  const [selected, setSelected] = useState<Selected | null>(null)
  const { revealed, reveal } = useRevealed((node) => revealPayloadValue({ id, node: node.id }))
  const tree = usePayloadTree(nodes, size, async (branch, from) => {
    const part = { node: String(branch), from: String(from) }
    return (await askPayload<{ nodes: PayloadNode[] }>(id, part)).nodes
  })
  const wanted = term.trim()
  const isFinding = view === 'tree' && wanted.length > 1
  const masked = selected?.node.masked && !revealed.has(selected.node.id) ? selected.node : null
  return (
    <>
      <div className="mb-1.5 flex items-center gap-1">
        {VIEWS.filter(([name]) => name !== 'differences' || others.length > 0).map(([name, label]) => (
          <Button
            key={name}
            size="small"
            variant={view === name ? 'default' : 'ghost'}
            aria-pressed={view === name}
            onClick={() => setView(name)}
          >
            {label}
          </Button>
        ))}
        {view === 'tree' ? (
          <input
            type="search"
            aria-label="Find in the payload"
            placeholder="Find"
            value={term}
            onChange={(event) => setTerm(event.target.value)}
            className="ml-auto h-6 w-40 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-xs max-sm:h-11"
          />
        ) : null}
      </div>
      {view === 'raw' ? <RawText id={id} /> : null}
      {view === 'differences' ? <Differences id={id} others={others} /> : null}
      {isFinding ? (
        <FoundValues
          id={id}
          term={wanted}
          selected={selected?.node.id ?? null}
          onSelect={(hit) => setSelected({ node: hit, path: hit.path })}
        />
      ) : view === 'tree' ? (
        <PayloadTree
          tree={tree}
          selected={selected?.node.id ?? null}
          revealed={revealed}
          onSelect={(node) => setSelected({ node, path: tree.namesTo(node).join('.') })}
          onReveal={reveal}
        />
      ) : null}
      {view === 'tree' && selected ? (
        <>
          <SelectedValue {...selected} seen={revealed.get(selected.node.id)} />
          {isFinding && masked ? (
            <Button size="small" className="mt-1" onClick={() => reveal(masked)}>
              Reveal {masked.name}
            </Button>
          ) : null}
        </>
      ) : null}
    </>
  )
}
