import { Segmented } from '@/components/ui/segmented'
import { OVERVIEW_PERIODS, type OverviewPeriod } from './search-params'

/** How far back the charts look. */
export function PeriodSwitch({ current }: { current: OverviewPeriod }) {
  return (
    <Segmented
      label="Period"
      segments={OVERVIEW_PERIODS.map((period) => ({
        href: period === '24h' ? '/' : `/?period=${period}`,
        label: period,
        current: period === current,
      }))}
    />
  )
}
