'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toasts'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { revealPayloadValue } from './actions'
import { type Comparable, Differences } from './differences'
import { FoundValues } from './found-values'
import { PayloadTree } from './payload-tree'
import { RawText } from './raw-text'
import { SelectedValue } from './selected-value'
import { usePayloadTree } from './use-payload-tree'

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
  const { revealed, reveal } = useRevealed(id)
  const tree = usePayloadTree(id, nodes, size)
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
          onSelect={(node) => setSelected({ node, path: tree.pathOf(node) })}
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

/** What has been revealed of a payload; each look is written down. */
function useRevealed(id: string) {
  const [revealed, setRevealed] = useState<ReadonlyMap<number, string>>(new Map())
  const [, start] = useTransition()
  function reveal(node: PayloadNode) {
    start(async () => {
      const result = await resultOrUnreachable(revealPayloadValue({ id, node: node.id }))
      if (result.ok) setRevealed((before) => new Map([...before, [node.id, result.data]]))
      else
        notify({
          title: 'The value could not be shown',
          description: result.message,
          failed: true,
        })
    })
  }
  return { revealed, reveal }
}
