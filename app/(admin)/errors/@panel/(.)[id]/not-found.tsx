import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function ErrorPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Error">
        <MissingRow what="error" list="/errors" />
      </DetailPanel>
    </Suspense>
  )
}
