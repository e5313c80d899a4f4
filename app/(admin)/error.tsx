'use client'

import { CloudOff } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { failureReason } from '@/lib/format/failure-reason'

export default function PageError({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        as="h1"
        icon={CloudOff}
        title="This page could not be loaded"
        action={<Button onClick={retry}>Try again</Button>}
      >
        {failureReason(error)}
      </EmptyState>
    </div>
  )
}
