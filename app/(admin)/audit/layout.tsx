import { ListWithPanel } from '@/components/data-table/list-panel'

export default function AuditLayout({ children, panel }: LayoutProps<'/audit'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
