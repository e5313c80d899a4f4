import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function UsagePanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Usage of a customer">
        <MissingRow what="usage" list="/usage" />
      </DetailPanel>
    </Suspense>
  )
}
