import { ListWithPanel } from '@/components/data-table/list-panel'

export default function UsageLayout({ children, panel }: LayoutProps<'/usage'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
