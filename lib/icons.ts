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

/** The icons that declarations name: a name can be sent to the browser, a component cannot. */
export const ICONS = {
  bell: Bell,
  bot: Bot,
  bug: Bug,
  database: Database,
  gauge: Gauge,
  'heart-pulse': HeartPulse,
  'layout-grid': LayoutGrid,
  'monitor-smartphone': MonitorSmartphone,
  'phone-forwarded': PhoneForwarded,
  scale: Scale,
  'scroll-text': ScrollText,
  'search-check': SearchCheck,
  send: Send,
  timer: Timer,
  'trending-down': TrendingDown,
  webhook: Webhook,
} satisfies Record<string, LucideIcon>

export type IconName = keyof typeof ICONS
