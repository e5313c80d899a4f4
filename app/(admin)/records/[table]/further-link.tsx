'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { ButtonLink } from '@/components/ui/button-link'

/** Goes on with a search that has stopped before it had a full page. */
export function FurtherLink({ place, backward }: { place: [string, string]; backward: boolean }) {
  const { hrefWith } = useListUrl()
  return (
    <ButtonLink href={hrefWith({ [backward ? 'before' : 'after']: place.join('~') })} prefetch={false}>
      Search further
    </ButtonLink>
  )
}
