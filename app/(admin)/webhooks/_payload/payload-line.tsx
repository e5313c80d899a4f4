import { ChevronDown, ChevronRight } from 'lucide-react'
import { JsonLeaf } from '@/components/detail/json-leaf'
import { RevealButton } from '@/components/detail/reveal-button'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatQuantity } from '@/lib/format/format'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import type { TreeRow } from './tree-rows'

/** Deeper than this lines are not moved further to the right; their level is told instead. */
const MOST_INDENT = 24

/** How much of a text stands in its line. */
const MOST_CHARACTERS = 300

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
          {node.name} {formatQuantity(node.size, node.kind === 'object' ? 'key' : 'item')}
        </span>
      </>
    )
  }
  return (
    <>
      <span className="pl-4 text-fg-3">{node.name}</span>&nbsp;
      {revealed === undefined ? (
        <JsonLeaf leaf={node.leaf} cutOff={node.cutOff} most={MOST_CHARACTERS} />
      ) : (
        <span className="bg-warning-tint text-warning-text">{revealed}</span>
      )}
      {node.masked && revealed === undefined ? (
        <RevealButton
          name={node.name}
          onClick={(event) => {
            event.stopPropagation()
            onReveal(node)
          }}
        />
      ) : null}
    </>
  )
}
