'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'

const OTHERS = { sort: null, order: null, state: null, assignee: null }

/** Whether /errors shows groups of errors or each error; what only one of them understands is left behind. */
export function ViewSwitch({ view }: { view: 'groups' | 'rows' }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="View"
      beside
      segments={[
        { href: hrefWith({ ...OTHERS, view: null }), label: 'Groups', current: view === 'groups' },
        { href: hrefWith({ ...OTHERS, view: 'rows' }), label: 'Errors', current: view === 'rows' },
      ]}
    />
  )
}
