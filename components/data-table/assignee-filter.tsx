'use client'

import { Suspense, use } from 'react'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { colleague } from '@/lib/format/format'
import type { Admin } from '@/lib/session/admins'
import { FacetFilter, type FacetRow } from './facet-filter'

type Props = {
  selected: string[]
  counts: Promise<FacetRow[]>
  admins: Promise<Admin[]>
  label?: string
  /** The facet's value for unassigned rows. */
  nobody?: string
}

function Filter({ selected, counts, admins, label = 'On it', nobody = 'nobody' }: Props) {
  const known = use(admins)
  const nameOf = (value: string) => {
    const email = known.find(({ user_id }) => user_id === value)?.email
    return value === nobody ? 'Nobody' : email ? colleague(email) : 'Somebody else'
  }
  return <FacetFilter name="assignee" label={label} selected={selected} counts={counts} nameOf={nameOf} />
}

/** A chip that filters by assignee. */
export function AssigneeFilter(props: Props) {
  return (
    <PanelBoundary title="The assignees">
      <Suspense fallback={<span className="skeleton h-[26px] w-16 flex-none" />}>
        <Filter {...props} />
      </Suspense>
    </PanelBoundary>
  )
}
