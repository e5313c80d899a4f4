import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { requireAdmin } from '@/lib/auth'
import { AgentsFigures } from './agents-figures'
import { AgentsFilters } from './agents-filters'
import { AgentsCount, AgentsRows } from './agents-panels'
import { agents } from './list'
import { countAgentFacets } from './queries'

export const metadata: Metadata = { title: 'Agents' }

async function Agents({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = agents.read(await searchParams, Date.now())
  return (
    <ListPage
      name="Agents"
      count={<AgentsCount params={params} />}
      ignored={ignored}
      figures={<AgentsFigures params={params} />}
      figuresHeight="min-h-32 max-lg:min-h-[218px]"
      filters={<AgentsFilters params={params} facets={countAgentFacets(params)} />}
    >
      <AgentsRows params={params} />
    </ListPage>
  )
}

export default function AgentsPage({ searchParams }: PageProps<'/agents'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Agents" />}>
      <Agents searchParams={searchParams} />
    </Suspense>
  )
}
