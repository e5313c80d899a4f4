import { ListWithPanel } from '@/components/data-table/list-panel'

export default function AgentsLayout({ children, panel }: LayoutProps<'/agents'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
