import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function AgentPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Agent">
        <MissingRow what="agent" list="/agents" />
      </DetailPanel>
    </Suspense>
  )
}
