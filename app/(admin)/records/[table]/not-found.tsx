import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'

export default function TableNotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="Table not found"
      as="h1"
      action={<ButtonLink href="/records">All tables</ButtonLink>}
    >
      The name in the address is wrong, or the database does not have this table.
    </EmptyState>
  )
}
