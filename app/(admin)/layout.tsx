import type { ReactNode } from 'react'
import { BulkActionsProvider } from '@/components/data-table/bulk-actions'
import { Shell } from '@/components/shell/shell'
import { ShortcutsButton } from './_help/shortcuts'
import { actOnMatching, freezeMatching, undoBulk } from './bulk-actions'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <BulkActionsProvider actions={{ freezeMatching, actOnMatching, undoBulk }}>
      <Shell help={<ShortcutsButton />}>{children}</Shell>
    </BulkActionsProvider>
  )
}
