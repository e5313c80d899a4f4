import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function SessionPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Session">
        <MissingRow what="session" list="/sessions" />
      </DetailPanel>
    </Suspense>
  )
}
