import { ListWithPanel } from '@/components/data-table/list-panel'

export default function CustomersLayout({ children, panel }: LayoutProps<'/customers'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
