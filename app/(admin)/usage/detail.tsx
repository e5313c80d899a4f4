import Link from 'next/link'
import { UsageMeter } from '@/components/charts/usage-meter'
import { type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Facts, Section } from '@/components/detail/section'
import { CopyButton } from '@/components/ui/copy-button'
import { Grade } from '@/components/ui/grade'
import { Written } from '@/components/ui/written'
import { ExactTime } from '@/components/ui/zone'
import { formatCount } from '@/lib/format/format'
import { formatMinutes, formatPercent, usageText } from '@/lib/format/usage'
import { isUuid } from '@/lib/uuid'
import { whyNoEstimate } from './no-estimate'
import { findUsage, readUsageOf } from './queries'
import { UsageBadge } from './usage-cells'

/** What one customer uses of their plan. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Usage of a customer',
  what: 'usage',
  list: '/usage',
  find: ({ userId }: { userId: string }) => (isUuid(userId) ? findUsage(userId) : null),
  name: ({ business_name }) => business_name ?? 'Unnamed customer',
  Content: Usage,
})

type Meter = {
  title: string
  percent: number
  projected: number | null
  /** Why there is none. */
  noEstimate: string
  used: string
  cap: string
  credit: string
}

function Use({ title, percent, projected, noEstimate, used, cap, credit }: Meter) {
  return (
    <li>
      <p className="flex items-baseline justify-between gap-3">
        <span>{title}</span>
        <span>
          <span className="font-medium">{used}</span> <span className="text-fg-2">of {cap}</span>
        </span>
      </p>
      <UsageMeter percent={percent} projected={projected} className="my-1" />
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-fg-2">
        <span className={usageText(percent)}>{formatPercent(percent)} used</span>
        <span>{credit} credit, in the figure</span>
        <span title="If it goes on as it has so far in this period">
          {projected === null ? noEstimate : `Estimate for the period's end: ${formatPercent(projected)}`}
        </span>
      </p>
    </li>
  )
}

function question(userId: string) {
  return `SELECT tier, call_used_seconds, call_cap_seconds, call_credit, sms_used, sms_cap, sms_credit, limit_state
FROM usage_limits
WHERE user_id = '${userId}';`
}

type Found = DetailProps<typeof findUsage>['found']

function UsedInPeriod({ usage }: { usage: Found }) {
  const noEstimate = whyNoEstimate(usage, Date.now())
  return (
    <Section title="Used in this period" note="marks at 80, 100 and 110 %">
      <ul className="flex flex-col gap-4">
        <Use
          title="Minutes"
          percent={usage.call_percent}
          projected={usage.call_projected}
          noEstimate={noEstimate}
          used={formatMinutes(usage.call_used_seconds)}
          cap={formatMinutes(usage.call_cap_seconds + usage.call_credit)}
          credit={`${formatMinutes(usage.call_credit)} min`}
        />
        <Use
          title="Messages"
          percent={usage.sms_percent}
          projected={usage.sms_projected}
          noEstimate={noEstimate}
          used={formatCount(usage.sms_used)}
          cap={formatCount(usage.sms_cap + usage.sms_credit)}
          credit={formatCount(usage.sms_credit)}
        />
      </ul>
    </Section>
  )
}

/** The platform's own columns, and the query that reads them. */
async function AsStored({ userId }: { userId: string }) {
  const stored = await readUsageOf(userId)
  return (
    <Section title="As the platform stores it">
      {stored ? (
        <Facts facts={Object.entries(stored).map(([name, value]) => [name, String(value ?? '—')])} />
      ) : null}
      <div className="relative mt-2">
        <pre className="rounded-md whitespace-pre-wrap border border-line bg-sunken px-2.5 py-2 pr-10 font-mono text-xs">
          {question(userId)}
        </pre>
        <span className="absolute top-1 right-1">
          <CopyButton label="Copy the question" text={question(userId)} />
        </span>
      </div>
    </Section>
  )
}

function Related({ userId }: { userId: string }) {
  const others = [
    ['Audit entries', `/audit?customer=${userId}`],
    ['Calls', `/records/usage_calls?user_id=${userId}`],
    ['Messages', `/records/usage_sms?user_id=${userId}`],
    ['Agent', `/agents?customer=${userId}`],
  ] as const
  return (
    <Section title="Related">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-accent-text max-sm:gap-x-5 max-sm:py-3 [&_a]:touch [&_a:hover]:underline">
        <li>
          <Link href={`/customers/${userId}`}>The customer</Link>
        </li>
        {others.map(([name, href]) => (
          <li key={href}>
            <Link href={href} prefetch={false}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Usage({ found: usage }: DetailProps<typeof findUsage>) {
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <Grade grade={usage.grade} />
          <h2 className="text-lg font-semibold tracking-tight break-words">
            <Written>{usage.business_name ?? 'Unnamed customer'}</Written>
          </h2>
          <UsageBadge state={usage.state} />
        </div>
        <Facts
          facts={[
            [
              'Plan',
              <span key="plan" className="capitalize">
                {usage.tier ?? 'Unknown'}
              </span>,
            ],
            ['Period', usage.period_start ? <ExactTime key="start" at={usage.period_start} /> : '—'],
            ['until', usage.period_end ? <ExactTime key="end" at={usage.period_end} /> : '—'],
            ['Hard stop', usage.hard_stop_active ? 'Active: calls are not answered' : 'Not active'],
          ]}
        />
      </Section>
      <UsedInPeriod usage={usage} />
      <AsStored userId={usage.user_id} />
      <Related userId={usage.user_id} />
    </>
  )
}
