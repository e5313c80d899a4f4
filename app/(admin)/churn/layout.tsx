import { ListWithPanel } from '@/components/data-table/list-panel'

export default function ChurnLayout({ children, panel }: LayoutProps<'/churn'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
