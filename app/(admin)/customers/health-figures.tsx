import Link from 'next/link'
import type { ReactNode } from 'react'
import { GradeBar } from '@/components/charts/grade-bar'
import { describeChange, WeekChange } from '@/components/health/week-change'
import { LiveCount } from '@/components/shell/live-count'
import { Day } from '@/components/ui/zone'
import { formatCount, formatQuantity, formatShare, plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { type Moved, readHealthMovement } from '@/lib/health/health'
import type { CustomersParams } from './list'
import { Risk } from './risk'

const MOVES: Record<string, string> = {
  dropped: 'Dropped a grade',
  rose: 'Rose a grade',
  fell10: 'Fell 10 points or more',
  new: 'New',
}

const sum = (changes: (number | null)[]) =>
  changes.includes(null) ? null : changes.reduce<number>((total, change) => total + (change ?? 0), 0)

function AtRisk({ customers, share, change }: { customers: number; share: string; change: number | null }) {
  return (
    <Link
      href="/customers?grade=D,F"
      className="flex flex-col border-r border-line px-4 py-3 hover:bg-hover max-sm:flex-row max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-2 max-sm:border-r-0 max-sm:border-b max-sm:py-2"
    >
      <span className="text-xs text-fg-2">At risk, grades D and F</span>
      <span className="flex items-baseline gap-2 max-sm:order-first">
        <span className="text-xl font-medium tracking-tight">
          <LiveCount name="at_risk_customers" initial={customers} />
        </span>
        <WeekChange change={change} />
        <span className="sr-only">{describeChange(change)}</span>
      </span>
      <span className="text-xs text-fg-3">{share}</span>
    </Link>
  )
}

function Lines({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-l border-line px-4 pt-3 pb-2 @max-[860px]/figures:hidden">
      <h2 className="mb-0.5 text-xs text-fg-2">{title}</h2>
      <ul className="text-xs">{children}</ul>
    </div>
  )
}

function RiskLine({ value, customers, change }: Moved) {
  return (
    <li>
      <Link
        href={`/customers?risk=${encodeURIComponent(value)}`}
        className="-mx-1.5 flex h-6 items-center rounded-sm px-1.5 hover:bg-hover"
      >
        <Risk level={value} />
        <span className="ml-auto font-medium">{formatCount(customers)}</span>
        <span className="sr-only">{describeChange(change)}</span>
        <span className="w-9 text-right">
          <WeekChange change={change} />
        </span>
      </Link>
    </li>
  )
}

/** How many customers are at risk, all of them by grade and risk, and how that moved in a week, whatever the list is filtered by. */
export async function HealthFigures({ params }: { params: CustomersParams }) {
  const { distribution, grades, risks, moves, historySince } = await readHealthMovement()
  const { scored, atRisk } = distribution
  const changeOf = (letter: string) => grades.find(({ value }) => value === letter)?.change ?? null
  return (
    <div className="grid min-h-[136px] grid-cols-[170px_minmax(0,1fr)_190px_210px] @max-[860px]/figures:grid-cols-[170px_minmax(0,1fr)] max-sm:grid-cols-1!">
      <AtRisk
        customers={atRisk}
        share={scored > 0 ? `${formatShare(atRisk / scored)} of all with a score` : 'No scores yet'}
        change={sum([changeOf('D'), changeOf('F')])}
      />
      <figure className="px-4 py-3 max-sm:py-2">
        <figcaption className="mb-2 flex justify-between gap-3 text-xs text-fg-2">
          <span>{formatQuantity(scored, 'customer')} by grade</span>
          <span className="text-fg-3">
            {historySince ? (
              <>
                Not compared with last week: scores are kept since <Day at={historySince} />
              </>
            ) : (
              'change in 7 days'
            )}
          </span>
        </figcaption>
        <GradeBar
          grades={distribution.grades}
          chosen={params.grade}
          changes={Object.fromEntries(grades.map(({ value, change }) => [value, change]))}
        />
      </figure>
      <Lines title="By risk">
        {risks.map((row) => (
          <RiskLine key={row.value} {...row} />
        ))}
      </Lines>
      <Lines title={historySince ? 'Moves, since scores are kept' : 'Moves in 7 days'}>
        {moves.map(({ value, customers }) => (
          <li key={value} className="flex h-6 items-center justify-between gap-3">
            <span className="text-fg-2">{lookUp(MOVES, value) ?? plainName(value)}</span>
            <span className="font-medium">{formatCount(customers)}</span>
          </li>
        ))}
      </Lines>
    </div>
  )
}
