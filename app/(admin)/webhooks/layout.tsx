import { ListWithPanel } from '@/components/data-table/list-panel'

export default function WebhooksLayout({ children, panel }: LayoutProps<'/webhooks'>) {
  return <ListWithPanel panel={panel}>{children}</ListWithPanel>
}
