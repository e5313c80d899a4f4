import { ListWithPanel } from '@/components/data-table/list-panel'

export default function LatencyLayout({ children, panel }: LayoutProps<'/latency'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
