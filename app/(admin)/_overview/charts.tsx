import { type ReactNode, Suspense } from 'react'
import { GradeRows } from '@/components/charts/grade-rows'
import { HistogramChart } from '@/components/charts/histogram'
import { Legend } from '@/components/charts/legend'
import { LegendList } from '@/components/charts/legend-list'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { formatCount } from '@/lib/format/format'
import { Change } from './change'
import { readHistory, readNow } from './queries'
import { BUCKETS, type OverviewPeriod, PERIOD_WORDS } from './search-params'

const WEBHOOK_COLORS = { processed: 's3', skipped: 's5', failed: 'critical' }

type Props = { period: OverviewPeriod }

/** One region of the overview, which loads and fails alone. */
export function ChartPanel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="flex h-[208px] min-w-0 flex-none flex-col border-line px-4 py-3 max-lg:not-first:border-t max-sm:h-auto max-sm:min-h-[208px] lg:not-first:border-l"
    >
      <PanelBoundary title={title}>
        <Suspense fallback={<div className="skeleton h-full min-h-44" />}>{children}</Suspense>
      </PanelBoundary>
    </section>
  )
}

function PanelHead({ title, note, children }: { title: string; note: string; children?: ReactNode }) {
  return (
    <div className="mb-1.5 flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-xs text-fg-2">{note}</p>
      {children ? <div className="ml-auto">{children}</div> : null}
    </div>
  )
}

/** Errors received over the period by type, each type leading to its errors. */
export async function ErrorsByType({ period }: Props) {
  const { errors: data } = await readHistory(period)
  return (
    <>
      <PanelHead title="Errors by type" note={`${formatCount(data.total)} received ${PERIOD_WORDS[period]}`}>
        <span className="text-xs text-fg-3">{BUCKETS[period].width} a bar</span>
      </PanelHead>
      <div className="flex min-h-0 flex-1 gap-4 max-sm:flex-col">
        <HistogramChart label="Errors by type" data={data} className="min-h-36 min-w-0 flex-1" />
        <div className="w-72 flex-none max-sm:w-full">
          <LegendList
            data={data}
            detailOf={({ name, total }) => (
              <Change now={total} before={data.before[name] ?? 0} period={period} worse />
            )}
            hrefOf={(name) =>
              name === 'other'
                ? null
                : `/errors?state=all&period=${period}&type=${encodeURIComponent(name.replaceAll(',', '%2C'))}`
            }
          />
        </div>
      </div>
    </>
  )
}

/** Webhooks that ended over the period, by how: in the time in which they did, whatever became of them since. */
export async function WebhookThroughput({ period }: Props) {
  const { results: data } = await readHistory(period)
  return (
    <>
      <PanelHead
        title="Webhook throughput"
        note={`${formatCount(data.total)} ended ${PERIOD_WORDS[period]}, ${BUCKETS[period].width} a bar`}
      />
      <Legend data={data} colors={WEBHOOK_COLORS} />
      <HistogramChart
        label="Webhooks that ended, by result"
        data={data}
        colors={WEBHOOK_COLORS}
        className="mt-1 min-h-32 flex-1"
      />
    </>
  )
}

/** Customers by grade. */
export async function HealthGrades() {
  const { grades, scored } = (await readNow()).health
  return (
    <>
      <PanelHead title="Health grades" note={`${formatCount(scored)} customers with a score`} />
      <GradeRows grades={grades} />
    </>
  )
}
