import { Meter } from '@/components/charts/meter'
import { Assignee } from '@/components/data-table/assignee'
import { Dot } from '@/components/ui/badge'
import { severityTone } from '@/components/ui/severity'
import { colleague, formatCount, formatDuration } from '@/lib/format/format'
import { withOthers } from '@/lib/format/labels'
import { alertTargetSeconds } from '@/lib/lists/targets'
import { ALERT_SEVERITIES } from './list'
import type { AcknowledgementTimes } from './queries'

type Props = { times: Promise<AcknowledgementTimes> }

const NOTHING = <p className="text-fg-2">Nothing was acknowledged.</p>

/** Median and ninth decile of the time to acknowledge, against the target of each severity, and by day. */
export async function TimeToAcknowledge({ times }: Props) {
  const rows = await times
  const of = (severity: string) => rows.find((row) => row.dimension === 'severity' && row.value === severity)
  const days = rows
    .filter(({ dimension }) => dimension === 'day')
    .sort((a, b) => a.value.localeCompare(b.value))
  if (days.length === 0) return NOTHING
  const severities = withOthers(
    ALERT_SEVERITIES,
    rows.flatMap(({ dimension, value }) => (dimension === 'severity' ? [value] : [])),
  )
  return (
    <>
      <ul className="flex flex-col gap-2.5">
        {severities.map((severity) => {
          const row = of(severity)
          const target = alertTargetSeconds(severity)
          return (
            <li key={severity}>
              <span className="flex items-center gap-2">
                <Dot tone={severityTone(severity)} />
                <span className="mr-auto capitalize">{severity}</span>
                <span className="font-medium">{row ? formatDuration(row.median_seconds) : '—'}</span>
                <span className="text-xs text-fg-3">
                  {row ? `p90 ${formatDuration(row.p90_seconds)}` : ''}
                </span>
              </span>
              <Meter
                share={row ? row.median_seconds / target / 2 : 0}
                fill={row && row.median_seconds > target ? 'bg-warning' : 'bg-accent'}
                className="mt-1"
              />
              <span className="sr-only">target {formatDuration(target)}</span>
            </li>
          )
        })}
      </ul>
      <p className="mt-2 text-xs text-fg-3">A full bar is twice the target.</p>
      <Days days={days} />
    </>
  )
}

/** The median of each day as a bar. */
function Days({ days }: { days: AcknowledgementTimes }) {
  const most = Math.max(1, ...days.map(({ median_seconds }) => median_seconds))
  return (
    <ol aria-label="Median by day" className="mt-3 flex h-14 items-end gap-1">
      {days.map(({ value, median_seconds, p90_seconds, acknowledged }) => {
        const words = `${value}: median ${formatDuration(median_seconds)}, p90 ${formatDuration(p90_seconds)}, ${formatCount(acknowledged)} acknowledged`
        return (
          <li key={value} title={words} className="flex h-full flex-1 items-end">
            <span
              aria-hidden
              className="w-full rounded-[2px] bg-s3 forced-color-adjust-none"
              style={{ height: `${(median_seconds / most) * 100}%` }}
            />
            <span className="sr-only">{words}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** Who acknowledged how many, and how fast. */
export async function AcknowledgedBy({ times }: Props) {
  const people = (await times).filter(({ dimension }) => dimension === 'person')
  if (people.length === 0) return NOTHING
  return (
    <ul className="flex flex-col gap-1.5">
      {people.slice(0, 6).map(({ value, acknowledged, median_seconds }) => (
        <li key={value} className="flex items-center gap-2">
          <Assignee email={value === 'platform' ? null : value} />
          <span aria-hidden={value !== 'platform'} className="mr-auto min-w-0 truncate">
            {value === 'platform' ? 'The platform' : colleague(value)}
          </span>
          <span className="font-medium">{formatCount(acknowledged)}</span>
          <span className="w-16 text-right text-fg-3">{formatDuration(median_seconds)}</span>
        </li>
      ))}
    </ul>
  )
}
