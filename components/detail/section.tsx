import type { ReactNode } from 'react'

/** One part of a detail, divided from the next by a line. */
export function Section({ title, note, children }: { title?: string; note?: string; children: ReactNode }) {
  return (
    <section className="border-b border-line px-4 py-3">
      {title ? (
        <h3 className="mb-1.5 flex items-baseline gap-2 text-[12.5px] font-medium">
          {title}
          {note ? <span className="font-normal text-fg-3">{note}</span> : null}
        </h3>
      ) : null}
      {children}
    </section>
  )
}

/** Names and values, aligned. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className="mt-2 grid grid-cols-[110px_minmax(0,1fr)] gap-x-3 gap-y-1 text-[12.5px]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-fg-3 max-sm:[&:has(+dd_button)]:py-2.5">{name}</dt>
          <dd className="break-words max-sm:has-[button]:py-2.5 [&_code]:font-mono [&_code]:text-xs">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
