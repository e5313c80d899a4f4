import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'

/** Says that an id names nothing. */
export function MissingRow({ what, list }: { what: string; list: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title={`${what.charAt(0).toUpperCase()}${what.slice(1)} not found`}
      action={<ButtonLink href={list}>Back to the list</ButtonLink>}
    >
      The id in the address is wrong, or the {what} was deleted.
    </EmptyState>
  )
}
