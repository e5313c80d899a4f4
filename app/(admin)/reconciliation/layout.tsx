import { ListWithPanel } from '@/components/data-table/list-panel'

export default function ReconciliationLayout({ children, panel }: LayoutProps<'/reconciliation'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
