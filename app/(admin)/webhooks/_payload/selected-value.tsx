import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import { formatQuantity } from '@/lib/format/format'
import { isExactNumber, leafText } from '@/lib/payloads/exact-json'
import type { PayloadNode } from '@/lib/payloads/payload-index'

/** The value of a filter as the list's address takes it; null where a value is masked, cut or too long for one. */
function filterOf(path: string, { kind, leaf, masked, cutOff }: PayloadNode): string | null {
  if (kind !== 'leaf' || masked || cutOff > 0 || leafText(leaf).length > 200 || /[\s=…]/.test(path))
    return null
  return `${path}=${typeof leaf === 'string' && !isExactNumber(leaf) ? `"${leaf}"` : leafText(leaf)}`
}

/** The value that is chosen in a payload: its path and itself to copy, and the way to other webhooks that hold it. */
export function SelectedValue({ node, path, seen }: { node: PayloadNode; path: string; seen?: string }) {
  const shown = seen ?? (node.kind === 'leaf' ? leafText(node.leaf) : null)
  const filter = filterOf(path, node)
  return (
    <div className="mt-2 rounded-md border border-line px-2.5 py-1.5 text-xs" data-selected-value>
      <p className="flex items-center gap-1">
        <code className="min-w-0 flex-1 truncate font-mono text-fg-2" title={path}>
          {path}
        </code>
        <CopyButton label="Copy the path" text={path} />
        {shown === null ? null : (
          <CopyButton
            label={node.masked && !seen ? 'Copy the value, masked' : 'Copy the value'}
            text={shown}
          />
        )}
      </p>
      {shown === null ? (
        <p className="text-fg-3">{formatQuantity(node.size, node.kind === 'object' ? 'key' : 'item')}</p>
      ) : (
        <p className="max-h-40 overflow-y-auto break-all whitespace-pre-wrap">{shown}</p>
      )}
      {filter ? (
        <Link
          href={`/webhooks?state=all&payload=${encodeURIComponent(filter.replaceAll(',', '%2C'))}`}
          className="text-accent-text hover:underline"
        >
          All webhooks with this value
        </Link>
      ) : null}
    </div>
  )
}
