import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function UnknownNumberPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Unknown number">
        <MissingRow what="unknown number" list="/unknown-numbers" />
      </DetailPanel>
    </Suspense>
  )
}
