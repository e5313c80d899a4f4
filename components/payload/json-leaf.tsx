import { Written } from '@/components/ui/written'
import { formatCount } from '@/lib/format/format'
import type { JsonLeaf as Leaf } from '@/lib/masking/mask'
import { isExactNumber, leafText } from '@/lib/payloads/exact-json'

/**
 * A value in the tree of a payload.
 * @param cutOff how many characters of it are not here.
 * @param most how many of those that are here it draws.
 */
export function JsonLeaf({ leaf, cutOff, most = Infinity }: { leaf: Leaf; cutOff: number; most?: number }) {
  const text = leafText(leaf)
  const shown = text.length > most ? `${text.slice(0, most)}…` : text
  return (
    <>
      {typeof leaf === 'string' && !isExactNumber(leaf) ? (
        <span className="break-all">
          "<Written>{shown}</Written>"
        </span>
      ) : (
        <span className="break-all text-tok-lit">{shown}</span>
      )}
      {cutOff > 0 ? <span className="text-fg-3">&nbsp;and {formatCount(cutOff)} more characters</span> : null}
    </>
  )
}
