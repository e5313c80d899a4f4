import { CloudLightning } from 'lucide-react'
import { formatCount, formatQuantity } from '@/lib/format/format'
import type { AlertsQuery } from './list'
import { GroupStorms } from './storm-switch'
import { findStorms } from './storms'

/** One line below the list, where it neither moves nor covers a row, while there are storms in it; the way to see each as one row. */
export async function StormNotice({ query }: { query: AlertsQuery }) {
  const storms = await findStorms(query)
  const [worst] = storms
  if (!worst) return null
  const many = `${worst.alert_type} × ${formatCount(worst.alerts)}, ${formatQuantity(worst.customers, 'customer')}`
  return (
    <p className="flex items-center gap-2 border-t border-line bg-sunken px-4 py-1.5 text-fg-2 max-sm:py-0">
      <CloudLightning aria-hidden className="size-3.5 flex-none" />
      <span className="min-w-0 truncate">
        {storms.length === 1 ? 'A storm: ' : `${storms.length} storms: `}
        <span className="font-medium text-fg">{many}</span>
        {storms.length > 1 ? ' and others' : ''}
      </span>
      <GroupStorms />
    </p>
  )
}
