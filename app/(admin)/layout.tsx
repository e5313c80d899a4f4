import type { ReactNode } from 'react'
import { BulkActionsProvider } from '@/components/data-table/bulk-actions'
import { PagesProvider } from '@/components/shell/pages'
import { Shell } from '@/components/shell/shell'
import { ShortcutsButton } from './_help/shortcuts'
import { actOnMatching, freezeMatching, undoBulk } from './bulk-actions'
import { pageGroups } from './pages'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <BulkActionsProvider actions={{ freezeMatching, actOnMatching, undoBulk }}>
      <PagesProvider groups={pageGroups}>
        <Shell help={<ShortcutsButton />}>{children}</Shell>
      </PagesProvider>
    </BulkActionsProvider>
  )
}
