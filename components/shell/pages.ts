import {
  Bell,
  Bot,
  Bug,
  Database,
  Gauge,
  HeartPulse,
  LayoutGrid,
  type LucideIcon,
  MonitorSmartphone,
  PhoneForwarded,
  Scale,
  ScrollText,
  SearchCheck,
  Send,
  Timer,
  TrendingDown,
  Webhook,
} from 'lucide-react'

/** Names of the counts that stand beside the navigation's entries; see the database function pulse(). */
export type PulseCount =
  | 'unresolved_errors'
  | 'open_alerts'
  | 'open_churn'
  | 'pending_webhooks'
  | 'at_risk_customers'

export type Page = {
  href: string
  label: string
  icon: LucideIcon
  count?: PulseCount
  /** Red while this count is above zero. */
  alarming?: 'critical_alerts'
}

export type PageGroup = { label: string | null; pages: Page[] }

/** Every page of the console, as the navigation groups them. */
export const pageGroups: PageGroup[] = [
  { label: null, pages: [{ href: '/', label: 'Overview', icon: LayoutGrid }] },
  {
    label: 'Triage',
    pages: [
      { href: '/errors', label: 'Errors', icon: Bug, count: 'unresolved_errors' },
      { href: '/alerts', label: 'Alerts', icon: Bell, count: 'open_alerts', alarming: 'critical_alerts' },
      { href: '/churn', label: 'Churn', icon: TrendingDown, count: 'open_churn' },
      { href: '/webhooks', label: 'Webhooks', icon: Webhook, count: 'pending_webhooks' },
    ],
  },
  {
    label: 'Customers',
    pages: [
      { href: '/customers', label: 'Health', icon: HeartPulse, count: 'at_risk_customers' },
      { href: '/usage', label: 'Usage', icon: Gauge },
      { href: '/agents', label: 'Agents', icon: Bot },
    ],
  },
  {
    label: 'Platform',
    pages: [
      { href: '/reconciliation', label: 'Reconciliation', icon: Scale },
      { href: '/missing-events', label: 'Missing events', icon: SearchCheck },
      { href: '/unknown-numbers', label: 'Unknown numbers', icon: PhoneForwarded },
      { href: '/deliveries', label: 'Deliveries', icon: Send },
      { href: '/latency', label: 'Latency', icon: Timer },
      { href: '/sessions', label: 'Sessions', icon: MonitorSmartphone },
      { href: '/records', label: 'Records', icon: Database },
      { href: '/audit', label: 'Audit log', icon: ScrollText },
    ],
  },
]

/**
 * @param pathname the path of the current URL.
 * @returns the page it belongs to with its group, or undefined outside the console.
 */
export function findPage(pathname: string): { group: PageGroup; page: Page } | undefined {
  for (const group of pageGroups) {
    for (const page of group.pages) {
      const inside =
        page.href === '/' ? pathname === '/' : pathname === page.href || pathname.startsWith(`${page.href}/`)
      if (inside) return { group, page }
    }
  }
}
