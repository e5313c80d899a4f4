'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'

const OTHERS = { sort: null, order: null, cause: null }

/** Whether /webhooks shows each webhook or what makes them fail; what only one of them understands is left behind. */
export function ViewSwitch({ view }: { view: 'rows' | 'causes' }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="View"
      beside
      segments={[
        { href: hrefWith({ ...OTHERS, view: null }), label: 'Webhooks', current: view === 'rows' },
        {
          href: hrefWith({ ...OTHERS, view: 'causes', state: null }),
          label: 'Causes',
          current: view === 'causes',
        },
      ]}
    />
  )
}
