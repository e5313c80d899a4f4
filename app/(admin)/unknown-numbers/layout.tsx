import { ListWithPanel } from '@/components/data-table/list-panel'

export default function UnknownNumbersLayout({ children, panel }: LayoutProps<'/unknown-numbers'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
