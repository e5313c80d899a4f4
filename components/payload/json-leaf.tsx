import { formatCount } from '@/lib/format/format'
import type { JsonLeaf as Leaf } from '@/lib/masking/mask'

/**
 * A value in the tree of a payload.
 * @param cutOff how many characters of it are not here.
 * @param most how many of those that are here it draws.
 */
export function JsonLeaf({ leaf, cutOff, most = Infinity }: { leaf: Leaf; cutOff: number; most?: number }) {
  if (typeof leaf !== 'string') return <span className="text-tok-lit">{String(leaf)}</span>
  return (
    <>
      <span className="break-all">"{leaf.length > most ? `${leaf.slice(0, most)}…` : leaf}"</span>
      {cutOff > 0 ? <span className="text-fg-3">&nbsp;and {formatCount(cutOff)} more characters</span> : null}
    </>
  )
}
