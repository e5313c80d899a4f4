import { Reveal, type RevealPath } from '@/components/detail/reveal'
import { OutlineTree } from '@/components/payload/outline-tree'
import { Badge } from '@/components/ui/badge'
import { Moment } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { formatCount } from '@/lib/format/format'
import type { Json } from '@/lib/masking/mask'
import { leafText } from '@/lib/payloads/exact-json'
import { outlineJson } from '@/lib/payloads/json-outline'
import { maskValue } from '../../cells'
import type { RecordColumn } from '../../table'

/** Most characters of a text that a page shows; more is rather exported. */
const LONGEST = 20_000

type Props = {
  column: RecordColumn
  value: Json
  /** What accounts are called, by their ids. */
  names: Map<string, string>
  /** Where the value is recorded, so that what is masked can be revealed. */
  reveal: RevealPath | null
}

/** One value of a row, by its column's type. */
export function RecordValue({ column, value, names, reveal }: Props) {
  if (column.secret) return <Badge>{value ? 'present' : 'absent'}</Badge>
  if (value === null) return <span className="text-fg-3">—</span>
  if (column.kind === 'json')
    return <OutlineTree label={column.name} outline={outlineJson(value)} reveal={reveal ?? undefined} />
  if (column.kind === 'time') return <Moment at={String(value)} />
  if (column.kind === 'boolean') return value ? 'yes' : 'no'
  if (column.target) {
    return (
      // A plain link on purpose: a row of another table has a page of its own.
      <a
        href={`/records/${column.target}/${value}`}
        className="touch break-all text-accent-text hover:underline"
      >
        {names.get(String(value)) ?? <span className="font-mono text-xs">{String(value)}</span>}
        <span className="sr-only">, in {column.target}</span>
      </a>
    )
  }
  if (column.kind === 'uuid') return <span className="font-mono text-xs break-all">{String(value)}</span>
  const masked = maskValue(column, value)
  const text = <Text value={masked} />
  if (!reveal || JSON.stringify(masked) === JSON.stringify(value)) return text
  return (
    <Reveal {...reveal} name={column.name}>
      {text}
    </Reveal>
  )
}

function Text({ value }: { value: Json }) {
  if (Array.isArray(value))
    return value.length > 0 ? value.map(leafText).join(', ') : <span className="text-fg-3">none</span>
  if (value === '') return <span className="text-fg-3">an empty text</span>
  const text = leafText(value)
  const rest = text.length - LONGEST
  if (!text.includes('\n') && text.length < 300)
    return (
      <span className="break-words">
        <Written>{text}</Written>
      </span>
    )
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Long text"
      className="max-h-72 overflow-y-auto rounded-md border border-line bg-sunken px-2.5 py-1.5 break-words whitespace-pre-wrap"
    >
      <Written>{text.slice(0, LONGEST)}</Written>
      {rest > 0 ? <span className="text-fg-3"> and {formatCount(rest)} more characters</span> : null}
    </section>
  )
}
