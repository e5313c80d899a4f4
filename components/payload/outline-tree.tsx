'use client'

import { useMemo } from 'react'
import { revealValue } from '@/components/detail/actions'
import type { RevealPath } from '@/components/detail/reveal'
import { formatCount } from '@/lib/format/format'
import type { JsonOutline } from '@/lib/payloads/json-outline'
import { OUTLINE_LIMITS } from '@/lib/payloads/limits'
import { PayloadTree } from './payload-tree'
import { usePayloadTree } from './use-payload-tree'
import { useRevealed } from './use-revealed'

type Props = {
  outline: JsonOutline
  /** Where the payload is recorded; without it, what is masked cannot be revealed. */
  reveal?: RevealPath
  /** What screen readers call it. */
  label?: string
}

/** A payload's outline as a tree; everything in it is shown as text. */
export function OutlineTree({ outline, reveal, label }: Props) {
  const { nodes, size, cut } = outline
  // A refreshed page brings the same outline again; another payload starts with its own branches open.
  const content = useMemo(() => JSON.stringify(nodes), [nodes])
  const { entries, perLevel, text } = OUTLINE_LIMITS
  return (
    <>
      <Tree key={content} nodes={nodes} size={size} place={reveal} label={label} />
      {cut ? (
        <p className="mt-1.5 text-xs text-fg-2">
          Shown in part: at most {formatCount(entries)} entries, {formatCount(perLevel)} a level, and{' '}
          {formatCount(text)} characters of a text.
        </p>
      ) : null}
    </>
  )
}

type TreeProps = Omit<JsonOutline, 'cut'> & { place?: RevealPath; label?: string }

function Tree({ nodes, size, place, label }: TreeProps) {
  const tree = usePayloadTree(nodes, size)
  const { revealed, reveal } = useRevealed(async (node) =>
    place
      ? revealValue({ ...place, path: [...place.path, ...tree.namesTo(node)] })
      : { ok: true, data: null },
  )
  return <PayloadTree wrap label={label} tree={tree} revealed={revealed} onReveal={place && reveal} />
}
