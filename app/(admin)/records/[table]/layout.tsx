import { ListWithPanel } from '@/components/data-table/list-panel'

export default function TableLayout({ children, panel }: LayoutProps<'/records/[table]'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
