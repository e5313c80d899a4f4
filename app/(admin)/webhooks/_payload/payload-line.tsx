import { ChevronDown, ChevronRight, Eye } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/lib/format'
import type { PayloadNode } from '@/lib/payload-index'
import type { TreeRow } from './tree-rows'

/** Deeper than this lines are not moved further to the right; their level is told instead. */
const MOST_INDENT = 24

type Props = {
  id: string
  row: TreeRow
  top: number
  selected: boolean
  revealed: string | undefined
  onPress: () => void
  onReveal: (node: PayloadNode) => void
}

/** One line of a payload's tree. The tree itself handles keys. */
export function PayloadLine({ id, row, top, selected, revealed, onPress, onReveal }: Props) {
  const depth = row.kind === 'value' ? row.node.depth : row.depth
  const isBranch = row.kind === 'value' && row.node.kind !== 'leaf'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree that has the focus handles the keys of its items.
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active item.
    <div
      id={id}
      role="treeitem"
      aria-level={depth}
      aria-selected={selected}
      aria-expanded={isBranch ? row.open : undefined}
      onClick={onPress}
      style={{ top, paddingLeft: 8 + Math.min(depth - 1, MOST_INDENT) * 14 }}
      className={classNames(
        'absolute flex h-5 min-w-full cursor-default items-center whitespace-nowrap pr-2 hover:bg-hover',
        selected && 'bg-active',
      )}
    >
      {depth > MOST_INDENT + 1 ? <span className="mr-1 text-2xs text-fg-3">{depth}</span> : null}
      {row.kind === 'more' ? (
        <span className="pl-4 text-accent-text">and {formatCount(row.left)} more</span>
      ) : (
        <Value node={row.node} open={row.open} revealed={revealed} onReveal={onReveal} />
      )}
    </div>
  )
}

type ValueProps = { node: PayloadNode; open: boolean } & Pick<Props, 'revealed' | 'onReveal'>

function Value({ node, open, revealed, onReveal }: ValueProps) {
  if (node.kind !== 'leaf') {
    const Chevron = open ? ChevronDown : ChevronRight
    return (
      <>
        <Chevron aria-hidden className="size-3.5 flex-none text-fg-3" />
        <span className="pl-0.5 text-fg-3">
          {node.name} {formatCount(node.size)} {node.kind === 'object' ? 'key' : 'item'}
          {node.size === 1 ? '' : 's'}
        </span>
      </>
    )
  }
  return (
    <>
      <span className="pl-4 text-fg-3">{node.name}</span>&nbsp;
      {revealed === undefined ? (
        <Leaf node={node} />
      ) : (
        <span className="bg-warning-tint text-warning-text">{revealed}</span>
      )}
      {node.masked && revealed === undefined ? (
        <button
          type="button"
          aria-label={`Reveal ${node.name}`}
          title="Shows the value. The audit log keeps who looked."
          onClick={(event) => {
            event.stopPropagation()
            onReveal(node)
          }}
          className="ml-1.5 inline-flex items-center gap-1 rounded-sm border border-accent-line px-1 font-sans text-2xs text-accent-text hover:bg-accent-tint"
        >
          <Eye aria-hidden className="size-3" />
          Reveal
        </button>
      ) : null}
    </>
  )
}

function Leaf({ node: { leaf, cutOff } }: { node: PayloadNode }) {
  if (typeof leaf !== 'string') return <span className="text-tok-lit">{String(leaf)}</span>
  return (
    <>
      <span>"{leaf.length > 300 ? `${leaf.slice(0, 300)}…` : leaf}"</span>
      {cutOff > 0 ? <span className="text-fg-3">&nbsp;and {formatCount(cutOff)} more characters</span> : null}
    </>
  )
}
