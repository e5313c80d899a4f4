import Link from 'next/link'
import { formatFacetCount, plural } from '@/lib/format/format'
import type { AgentsParams } from './list'
import { lookUpPhone, readAgentProblems } from './queries'

/** What can be wrong with agents: how many have it, what it means, and the way to them. */
async function Problems({ chosen }: { chosen: string[] }) {
  const problems = await readAgentProblems()
  return (
    <ul className="grid min-h-[127px] grid-cols-6 max-lg:grid-cols-3 max-sm:grid-cols-2">
      {problems.map(({ problem, label, explanation, agents }) => (
        <li
          key={problem}
          className="border-line not-last:border-r max-lg:border-b max-sm:even:border-r-0 max-sm:nth-last-[-n+2]:border-b-0"
        >
          <Link
            href={`/agents?problem=${problem}`}
            aria-current={(chosen as string[]).includes(problem) ? 'true' : undefined}
            title={explanation}
            className="flex h-full flex-col px-4 py-3 hover:bg-hover aria-[current]:bg-accent-tint"
          >
            <span className="truncate text-xs text-fg-2">{label}</span>
            <span
              className={
                agents > 0
                  ? 'text-xl font-medium tracking-tight'
                  : 'text-xl font-medium tracking-tight text-fg-3'
              }
            >
              {formatFacetCount(agents)}
            </span>
            <span className="line-clamp-3 text-xs text-fg-3 max-sm:hidden">{explanation}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Whose number it is that was searched for, and what came for it as a number of nobody. */
async function LookedUp({ phone }: { phone: string }) {
  const found = await lookUpPhone(phone)
  if (!found) return null
  const { e164, user_id, business_name, unknown_events: events } = found
  return (
    <p role="status" className="border-t border-line px-4 py-2">
      <span className="font-medium">{e164}</span>{' '}
      {user_id ? (
        <>
          is answered for{' '}
          <Link href={`/customers/${user_id}`} className="text-accent-text underline">
            {business_name ?? 'an unnamed customer'}
          </Link>
        </>
      ) : (
        'is answered by no agent'
      )}
      {events > 0
        ? `; ${events === 1000 ? '1,000 or more' : events} unresolved ${plural(events, 'event')} for it came in as unknown.`
        : '; no unresolved events for it came in as unknown.'}
    </p>
  )
}

/** The problems of agents, and the answer where a number was looked up. */
export function AgentsFigures({ params }: { params: AgentsParams }) {
  return (
    <>
      <Problems chosen={params.problem} />
      {params.q ? <LookedUp phone={params.q} /> : null}
    </>
  )
}
