'use client'

import Link from 'next/link'
import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'

/** A word, and those after it that are left out of sight where there is little room. */
function Short({ words: [first, rest] }: { words: [string, string] }) {
  return (
    <span>
      {first}
      <span className="@max-[820px]/head:sr-only">{rest}</span>
    </span>
  )
}

/** Every alert in a row of its own, or each storm in one. */
export function StormSwitch({ grouped }: { grouped: boolean }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="View"
      beside
      segments={[
        {
          href: hrefWith({ view: null, unfolded: [] }),
          label: <Short words={['Each', ' alert']} />,
          current: !grouped,
        },
        {
          href: hrefWith({ view: 'storms' }),
          label: <Short words={['Storms', ' grouped']} />,
          current: grouped,
        },
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
      className="-my-1 ml-auto flex-none py-1 text-accent-text hover:underline max-sm:my-0 max-sm:py-3"
    >
      Group storms
    </Link>
  )
}
