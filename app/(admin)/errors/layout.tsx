import { ListWithPanel } from '@/components/data-table/list-panel'

export default function ErrorsLayout({ children, panel }: LayoutProps<'/errors'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
