import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function RecordPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Row">
        <MissingRow what="row" list="/records" />
      </DetailPanel>
    </Suspense>
  )
}
