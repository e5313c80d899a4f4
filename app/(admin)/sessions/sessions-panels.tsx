import { Legend } from '@/components/charts/legend'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { countChart } from '@/lib/lists/figures'
import { type SessionsQuery, sessions } from './list'
import { SignBars } from './sign-bars'

type Props = { query: SessionsQuery }

async function Volume({ query }: Props) {
  const data = await countChart(sessions, query)
  return (
    <>
      <ListHistogram label="Sessions begun by device" data={data} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} />
      </div>
    </>
  )
}

async function Signs({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <SignBars rows={await facets} selected={query.params.sign} />
}

/** What stands beside the sessions: how many began when, and what looks odd. */
export function SessionsInsights({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return (
    <>
      <Insight title="Signed in" note={query.when}>
        <Volume query={query} />
      </Insight>
      <Insight title="Looks odd">
        <Signs query={query} facets={facets} />
      </Insight>
    </>
  )
}
