import { ChevronRight } from 'lucide-react'
import { formatRows } from '../../labels'
import { countReferences } from '../../queries'

type Reference = Awaited<ReturnType<typeof countReferences>>[number]

/** The rows of other tables that lead to this one: each column with how many, linked to the list of those. */
export async function References({ table, id }: { table: string; id: string }) {
  const references = await countReferences(table, id)
  const some = references.filter(({ matches }) => matches !== 0)
  const none = references.filter(({ matches }) => matches === 0)
  if (references.length === 0) return <p className="text-fg-2">No other table leads to this one.</p>
  return (
    <>
      {some.length > 0 ? (
        <ul className="-mx-2">
          {some.map((reference) => (
            <Line key={reference.relation + reference.column_name} reference={reference} id={id} />
          ))}
        </ul>
      ) : null}
      {none.length > 0 ? (
        <p className="mt-1 text-fg-3">
          No rows in {none.map(({ relation, column_name }) => `${relation} (${column_name})`).join(', ')}.
        </p>
      ) : null}
    </>
  )
}

function Line({
  reference: { relation, column_name, matches, certainty },
  id,
}: {
  reference: Reference
  id: string
}) {
  return (
    <li>
      {/* A plain link on purpose: another table has a page of its own. */}
      <a
        href={`/records/${relation}?${column_name}=${id}`}
        className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-sm:h-11"
      >
        <span className="min-w-14 text-right font-medium">
          {certainty === 'unknown' ? (
            <span className="font-normal text-fg-3">not counted</span>
          ) : (
            formatRows({ matches, certainty })
          )}
        </span>
        <span className="truncate">
          <span className="font-mono text-xs">{relation}</span>{' '}
          <span className="text-fg-3">by {column_name}</span>
        </span>
        <ChevronRight aria-hidden className="ml-auto size-3.5 flex-none text-fg-3" />
      </a>
    </li>
  )
}
