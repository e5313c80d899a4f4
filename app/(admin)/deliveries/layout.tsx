import { ListWithPanel } from '@/components/data-table/list-panel'

export default function DeliveriesLayout({ children, panel }: LayoutProps<'/deliveries'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
