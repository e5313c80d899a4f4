'use client'

import { Search } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { formatRows } from './labels'

type Table = { name: string; comment: string; matches: number; certainty: string; domain: string }

/** Every table by what it is about, with what it holds and how much of it; typing narrows them down. */
export function TableIndex({ tables, domains }: { tables: Table[]; domains: string[] }) {
  const [text, setText] = useState('')
  const words = text.toLowerCase().split(/\s+/)
  const matching = tables.filter(({ name, comment, domain }) =>
    words.every((word) => `${name} ${comment} ${domain}`.toLowerCase().includes(word)),
  )
  return (
    <>
      <div className="flex min-h-11 flex-none items-center gap-2.5 border-b border-line px-4 max-sm:flex-wrap max-sm:py-2">
        <h1 className="text-md font-semibold tracking-tight max-sm:hidden">Records</h1>
        <p className="min-w-0 flex-1 truncate text-fg-2" role="status">
          {matching.length} of {tables.length} tables
        </p>
        <label className="flex h-[26px] w-64 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 text-[12.5px] focus-within:outline-2 focus-within:outline-accent max-sm:h-11 max-sm:w-full">
          <Search aria-hidden className="size-3.5 flex-none stroke-[1.8] text-fg-3" />
          <input
            type="search"
            data-list-search
            aria-label="Find a table"
            placeholder="A name, or what it holds"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-full min-w-0 flex-1 bg-transparent outline-none"
          />
        </label>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto pb-6">
        {matching.length === 0 ? (
          <p className="px-6 py-16 text-center text-fg-2">No table has that in its name or description.</p>
        ) : null}
        {domains.map((domain) => {
          const rows = matching.filter((table) => table.domain === domain)
          return rows.length > 0 ? <Domain key={domain} name={domain} tables={rows} /> : null
        })}
      </div>
    </>
  )
}

function Domain({ name, tables }: { name: string; tables: Table[] }) {
  return (
    <section aria-label={name}>
      <h2 className="sticky top-0 z-10 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-fg-2">
        {name}
        <span className="ml-2 font-normal text-fg-3">{tables.length}</span>
      </h2>
      <ul>
        {tables.map(({ name: table, comment, matches, certainty }) => (
          <li key={table}>
            <Link
              href={`/records/${table}`}
              prefetch={false}
              className="grid min-h-9 grid-cols-[220px_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line px-4 py-1.5 outline-offset-[-2px] hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="truncate font-mono text-[12.5px] font-medium">{table}</span>
              <span className="truncate text-fg-2 max-sm:order-3 max-sm:col-span-2">{comment}</span>
              <span className={matches === 0 ? 'text-fg-3' : undefined}>
                {formatRows({ matches, certainty })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
