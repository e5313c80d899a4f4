import type { ReactNode } from 'react'
import { PagesProvider } from '@/components/shell/pages'
import { Shell } from '@/components/shell/shell'
import { pageGroups } from './pages'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <PagesProvider groups={pageGroups}>
      <Shell>{children}</Shell>
    </PagesProvider>
  )
}
