import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <EmptyState
      as="h1"
      icon={SearchX}
      title="There is nothing here"
      action={<ButtonLink href="/">Go to the overview</ButtonLink>}
    >
      The address is wrong, or what it named does not exist.
    </EmptyState>
  )
}
