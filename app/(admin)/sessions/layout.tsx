import { ListWithPanel } from '@/components/data-table/list-panel'

export default function SessionsLayout({ children, panel }: LayoutProps<'/sessions'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
