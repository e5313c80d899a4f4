import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'

export default function TableNotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="There is no such table"
      as="h1"
      action={<ButtonLink href="/records">All tables</ButtonLink>}
    >
      The name in the address is wrong, or the database has not got the table.
    </EmptyState>
  )
}
