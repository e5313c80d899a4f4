import type { Json } from '@/lib/mask'

/** How many entries of an object or list are drawn before the rest is only counted. */
const MOST = 200

function Leaf({ value }: { value: string | number | boolean | null }) {
  if (typeof value === 'string') return <span className="break-all">"{value}"</span>
  return <span className="text-tok-lit">{String(value)}</span>
}

function Node({ name, value, depth }: { name: string; value: Json; depth: number }) {
  if (value === null || typeof value !== 'object') {
    return (
      <li className="pl-4">
        <span className="text-fg-3">{name}</span> <Leaf value={value} />
      </li>
    )
  }
  const entries = Object.entries(value)
  const kind = Array.isArray(value) ? 'items' : 'keys'
  return (
    <li>
      <details open={depth < 2}>
        <summary className="cursor-pointer rounded-sm pl-0.5 marker:text-fg-3">
          <span className="text-fg-3">
            {name} {entries.length} {kind}
          </span>
        </summary>
        <ul className="ml-1.5 border-l border-line-strong pl-2">
          {entries.slice(0, MOST).map(([key, item]) => (
            <Node key={key} name={key} value={item ?? null} depth={depth + 1} />
          ))}
          {entries.length > MOST ? (
            <li className="pl-4 text-fg-3">
              and {entries.length - MOST} more {kind}
            </li>
          ) : null}
        </ul>
      </details>
    </li>
  )
}

/** A payload as a tree that folds. Everything in it is shown as text, masked before it came here. */
export function JsonTree({ value }: { value: Json }) {
  if (value === null) return <p className="text-fg-2">None was recorded.</p>
  const entries = typeof value === 'object' ? Object.entries(value) : [['value', value] as const]
  return (
    <ul className="max-h-96 overflow-auto rounded-md border border-line bg-sunken px-2 py-1.5 font-mono text-[11.5px] leading-[19px]">
      {entries.slice(0, MOST).map(([key, item]) => (
        <Node key={key} name={key} value={item ?? null} depth={1} />
      ))}
      {entries.length > MOST ? <li className="text-fg-3">and {entries.length - MOST} more</li> : null}
    </ul>
  )
}
