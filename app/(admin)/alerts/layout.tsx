import { ListWithPanel } from '@/components/data-table/list-panel'

export default function AlertsLayout({ children, panel }: LayoutProps<'/alerts'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
