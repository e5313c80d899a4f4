'use client'

import { Suspense, use } from 'react'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { colleague } from '@/lib/format/format'
import type { Actor } from './queries'

type Props = { selected: string[]; counts: Promise<FacetRow[]>; actors: Promise<Actor[]> }

function Filter({ selected, counts, actors }: Props) {
  const known = use(actors)
  const nameOf = (value: string) => {
    const email = known.find(({ user_id }) => user_id === value)?.email
    return value === 'platform' ? 'The platform' : email ? colleague(email) : 'A former account'
  }
  return <FacetFilter name="actor" label="By" selected={selected} counts={counts} nameOf={nameOf} />
}

/** A chip that filters by who acted. */
export function ActorFilter(props: Props) {
  return (
    <PanelBoundary title="The people">
      <Suspense fallback={<span className="skeleton h-[26px] w-12 flex-none" />}>
        <Filter {...props} />
      </Suspense>
    </PanelBoundary>
  )
}
