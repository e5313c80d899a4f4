import { LiveCount } from '@/components/shell/live-count'
import { Dot } from '@/components/ui/badge'
import { formatCount, formatMatches } from '@/lib/format/format'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import { Figure, FigureCell } from './figure'
import { Course, Received, RiskChange, RiskCourse } from './figure-history'
import { LateTime } from './late-time'
import { readNow } from './queries'
import type { OverviewPeriod } from './search-params'

type Props = { period: OverviewPeriod }

async function UnresolvedErrors({ period }: Props) {
  const { pulse } = await readNow()
  return (
    <Figure
      label="Unresolved errors"
      href="/errors"
      value={<LiveCount name="unresolved_errors" initial={pulse.unresolved_errors} />}
      change={<Received queue="errors" verb="received" period={period} />}
      course={<Course queue="errors" period={period} />}
    >
      <span className="truncate">open now, in all groups</span>
    </Figure>
  )
}

async function OpenAlerts({ period }: Props) {
  const { pulse, warning_alerts, info_alerts } = await readNow()
  const milder = (count: number) => formatMatches({ matches: count, exact: count < 10_000 })
  const severities = [
    ['critical', <LiveCount key="critical" name="critical_alerts" initial={pulse.critical_alerts} />],
    ['warning', milder(warning_alerts)],
    ['info', milder(info_alerts)],
  ] as const
  return (
    <Figure
      label="Open alerts"
      href="/alerts"
      value={<LiveCount name="open_alerts" initial={pulse.open_alerts} />}
      change={<Received queue="alerts" verb="raised" period={period} />}
      course={<Course queue="alerts" period={period} />}
    >
      {severities.map(([severity, count]) => (
        <span key={severity} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Dot tone={severity} />
          {count} {severity}
        </span>
      ))}
    </Figure>
  )
}

async function WebhookBacklog({ period }: Props) {
  const { pulse } = await readNow()
  return (
    <Figure
      label="Webhook backlog"
      href="/webhooks?state=pending"
      value={<LiveCount name="pending_webhooks" initial={pulse.pending_webhooks} />}
      change={<Received queue="webhooks" verb="received" period={period} />}
      course={<Course queue="webhooks" period={period} />}
    >
      {pulse.oldest_pending_webhook ? (
        <span>
          Oldest <LateTime since={pulse.oldest_pending_webhook} targetSeconds={TARGET_SECONDS.webhooks} />,
          target 5m
        </span>
      ) : (
        <span>Nothing pending</span>
      )}
      <span className="whitespace-nowrap">
        <LiveCount name="failed_webhooks" initial={pulse.failed_webhooks} /> failed
      </span>
    </Figure>
  )
}

async function CustomersAtRisk({ period }: Props) {
  const { grades, scored, atRisk } = (await readNow()).health
  const [d, f] = ['D', 'F'].map((letter) => grades.find(({ grade }) => grade === letter)?.customers ?? 0)
  return (
    <Figure
      label="Customers at risk"
      href="/customers?grade=D,F"
      value={<LiveCount name="at_risk_customers" initial={atRisk} />}
      change={<RiskChange now={atRisk} period={period} />}
      course={<RiskCourse now={atRisk} period={period} />}
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
        <CustomersAtRisk period={period} />
      </FigureCell>
    </section>
  )
}
