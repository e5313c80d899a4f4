import { ChevronDown, ChevronRight } from 'lucide-react'
import { RevealButton } from '@/components/detail/reveal-button'
import { classNames } from '@/components/ui/class-names'
import { Written } from '@/components/ui/written'
import { formatCount, formatQuantity } from '@/lib/format/format'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { JsonLeaf } from './json-leaf'
import type { TreeRow } from './tree-rows'

/** Deeper than this, lines are not indented further; their level is shown instead. */
const MOST_INDENT = 24

/** How much of a text stands in its line where lines do not wrap. */
const MOST_CHARACTERS = 300

type Props = {
  id: string
  row: TreeRow
  /** Where it stands; undefined where lines wrap, one below the other. */
  top: number | undefined
  /** Whether the keys act on it. */
  active: boolean
  /** Undefined where values cannot be selected. */
  selected: boolean | undefined
  /** Whether what is missing of a branch can be read. */
  canLoad: boolean
  revealed: string | undefined
  onPress: () => void
  onReveal?: (node: PayloadNode) => void
}

/** One line of a payload's tree. The tree itself handles keys. */
export function PayloadLine({ id, row, top, active, selected, canLoad, revealed, onPress, onReveal }: Props) {
  const depth = row.kind === 'value' ? row.node.depth : row.depth
  const isBranch = row.kind === 'value' && row.node.kind !== 'leaf'
  const wraps = top === undefined
  const indent = 8 + Math.min(depth - 1, MOST_INDENT) * 14
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
      style={{ top, paddingLeft: isBranch ? indent : indent + 16 }}
      className={classNames(
        'min-w-full pr-2 hover:bg-hover',
        wraps
          ? 'leading-[19px] max-sm:has-[button]:py-3'
          : 'absolute flex h-5 cursor-default items-center whitespace-nowrap',
        wraps && isBranch && 'flex min-h-6 cursor-pointer items-center max-sm:min-h-11',
        active && selected === undefined && 'group-focus-visible/tree:bg-active',
        selected && 'bg-active',
      )}
    >
      {depth > MOST_INDENT + 1 ? <span className="mr-1 text-2xs text-fg-3">{depth}</span> : null}
      {row.kind === 'more' ? (
        <span className={canLoad ? 'text-accent-text' : 'text-fg-3'}>and {formatCount(row.left)} more</span>
      ) : row.node.kind === 'leaf' ? (
        <Leaf node={row.node} wraps={wraps} revealed={revealed} onReveal={onReveal} />
      ) : (
        <Branch node={row.node} open={row.open} />
      )}
    </div>
  )
}

function Branch({ node, open }: { node: PayloadNode; open: boolean }) {
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

type LeafProps = { node: PayloadNode; wraps: boolean } & Pick<Props, 'revealed' | 'onReveal'>

function Leaf({ node, wraps, revealed, onReveal }: LeafProps) {
  return (
    <>
      <span className="text-fg-3">{node.name}</span>
      {wraps ? ' ' : <>&nbsp;</>}
      {revealed === undefined ? (
        <JsonLeaf leaf={node.leaf} cutOff={node.cutOff} most={wraps ? undefined : MOST_CHARACTERS} />
      ) : (
        <span className={classNames('bg-warning-tint text-warning-text', wraps && 'break-all')}>
          <Written>{revealed}</Written>
        </span>
      )}
      {node.masked && revealed === undefined && onReveal ? (
        <RevealButton
          name={node.name}
          className={wraps ? 'touch align-middle' : undefined}
          onClick={(event) => {
            event.stopPropagation()
            onReveal(node)
          }}
        />
      ) : null}
    </>
  )
}
