'use client'

import Link from 'next/link'
import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'

/** Every alert in a row of its own, or each storm in one. */
export function StormSwitch({ grouped }: { grouped: boolean }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="View"
      segments={[
        { href: hrefWith({ view: null, unfolded: [] }), label: 'Each alert', current: !grouped },
        { href: hrefWith({ view: 'storms' }), label: 'Storms grouped', current: grouped },
      ]}
    />
  )
}

/** To the same list with each storm in one row. */
export function GroupStorms() {
  const { hrefWith } = useListUrl()
  return (
    <Link
      href={hrefWith({ view: 'storms' })}
      className="ml-auto flex-none text-accent-text hover:underline max-sm:py-3"
    >
      Group storms
    </Link>
  )
}
