import { FilterX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'

/** Instead of rows, where none matches the filters. */
export function NoMatch({ what, href }: { what: string; href: string }) {
  return (
    <EmptyState
      icon={FilterX}
      title={`No matching ${what}`}
      action={<ButtonLink href={href}>Clear filters</ButtonLink>}
    />
  )
}
