import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { pageGroups } from './pages'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return <Shell pages={pageGroups}>{children}</Shell>
}
