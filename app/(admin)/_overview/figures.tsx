import { Dot } from '@/components/ui/badge'
import { formatCount, formatMatches, formatShare } from '@/lib/format'
import { readHealthDistribution } from '@/lib/health'
import { TARGET_SECONDS } from '@/lib/targets'
import { Figure, FigureCell } from './figure'
import { LateTime } from './late-time'
import { countMilderAlerts, countUnresolvedOf, readPulse } from './queries'
import { Received } from './received'
import { type OverviewPeriod, PERIOD_WORDS } from './search-params'

/** Where the counts of the pulse stop. */
const CAP = 10_000

type Props = { period: OverviewPeriod }

function upToCap(count: number) {
  return formatMatches({ matches: count, exact: count < CAP })
}

async function UnresolvedErrors({ period }: Props) {
  const [{ unresolved_errors }, recent] = await Promise.all([readPulse(), countUnresolvedOf(period)])
  return (
    <Figure
      label="Unresolved errors"
      href="/errors"
      value={upToCap(unresolved_errors)}
      aside={<Received list="errors" verb="received" period={period} />}
    >
      {formatMatches(recent)} of them received {PERIOD_WORDS[period]}
    </Figure>
  )
}

async function OpenAlerts({ period }: Props) {
  const [{ open_alerts, critical_alerts }, { warning, info }] = await Promise.all([
    readPulse(),
    countMilderAlerts(),
  ])
  const severities = [
    ['critical', upToCap(critical_alerts)],
    ['warning', formatMatches(warning)],
    ['info', formatMatches(info)],
  ] as const
  return (
    <Figure
      label="Open alerts"
      href="/alerts"
      value={upToCap(open_alerts)}
      aside={<Received list="alerts" verb="raised" period={period} />}
    >
      {severities.map(([severity, count]) => (
        <span key={severity} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Dot tone={count === '0' ? 'neutral' : severity} />
          {count} {severity}
        </span>
      ))}
    </Figure>
  )
}

async function WebhookBacklog({ period }: Props) {
  const { pending_webhooks, failed_webhooks, oldest_pending_webhook } = await readPulse()
  return (
    <Figure
      label="Webhook backlog"
      href="/webhooks?state=pending"
      value={upToCap(pending_webhooks)}
      aside={<Received list="webhooks" verb="received" period={period} />}
    >
      {oldest_pending_webhook ? (
        <span>
          Oldest <LateTime since={oldest_pending_webhook} targetSeconds={TARGET_SECONDS.webhooks} />, target
          under 5m
        </span>
      ) : (
        <span>Nothing pending</span>
      )}
      <span className="whitespace-nowrap">{upToCap(failed_webhooks)} failed</span>
    </Figure>
  )
}

async function CustomersAtRisk() {
  const { grades, scored, atRisk } = await readHealthDistribution()
  const [d, f] = ['D', 'F'].map((letter) => grades.find(({ grade }) => grade === letter)?.customers ?? 0)
  return (
    <Figure
      label="Customers at risk"
      href="/customers?grade=D,F"
      value={formatCount(atRisk)}
      aside={
        scored > 0 ? (
          <span className="text-2xs text-fg-3">{formatShare(atRisk / scored)} of those with a score</span>
        ) : null
      }
    >
      {d} grade D, {f} grade F, of {formatCount(scored)}
    </Figure>
  )
}

/** The four numbers that say how the platform is doing. */
export function KeyFigures({ period }: Props) {
  return (
    <section
      aria-label="Key figures"
      className="grid flex-none grid-cols-4 border-b border-line max-lg:grid-cols-2 [&>*]:border-r [&>*:nth-child(4)]:border-r-0 max-lg:[&>*:nth-child(-n+2)]:border-b max-lg:[&>*:nth-child(2)]:border-r-0"
    >
      <FigureCell title="Errors">
        <UnresolvedErrors period={period} />
      </FigureCell>
      <FigureCell title="Alerts">
        <OpenAlerts period={period} />
      </FigureCell>
      <FigureCell title="Webhooks">
        <WebhookBacklog period={period} />
      </FigureCell>
      <FigureCell title="Customers">
        <CustomersAtRisk />
      </FigureCell>
    </section>
  )
}
