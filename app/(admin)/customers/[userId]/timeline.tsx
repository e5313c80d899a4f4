import {
  Bell,
  Bug,
  CalendarCheck,
  CreditCard,
  FilterX,
  Gauge,
  HeartPulse,
  History,
  LogIn,
  type LucideIcon,
  MessageSquare,
  NotebookPen,
  PhoneIncoming,
  TrendingDown,
  UserCog,
  UserPlus,
  Webhook,
} from 'lucide-react'
import Link from 'next/link'
import { Pager } from '@/components/data-table/pager'
import { SelfLink } from '@/components/detail/standalone'
import type { Tone } from '@/components/ui/badge'
import { buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/states'
import { TimeOfDay } from '@/components/ui/zone'
import { formatQuantity } from '@/lib/format/format'
import { viewerZone } from '@/lib/format/viewer-zone'
import { byDay } from './days'
import type { Entry } from './entry'
import { FlagLead } from './flag-lead'
import type { EntryKind, LossKind } from './kinds'
import { NewerEntries } from './newer-entries'
import type { TimelineParams } from './search-params'
import { listTimeline } from './timeline-queries'

const ICONS: Record<EntryKind | LossKind, LucideIcon> = {
  call: PhoneIncoming,
  sms: MessageSquare,
  lead: UserPlus,
  appointment: CalendarCheck,
  error: Bug,
  alert: Bell,
  churn: TrendingDown,
  score: HeartPulse,
  webhook: Webhook,
  usage: Gauge,
  billing: CreditCard,
  session: LogIn,
  admin: UserCog,
  note: NotebookPen,
  missed_call: Webhook,
  failed_transfer: Bug,
  unsent_sms: MessageSquare,
  lost_booking: Webhook,
}

const RINGS: Record<Tone, string> = {
  critical: 'border-critical-line bg-critical-tint text-critical-text',
  warning: 'border-warning-line bg-warning-tint text-warning-text',
  ok: 'border-ok-line bg-ok-tint text-ok-text',
  info: 'border-info-line bg-info-tint text-info-text',
  accent: 'border-accent-line bg-accent-tint text-accent-text',
  neutral: 'border-line-strong bg-surface text-fg-2',
}

function EntryRow({ entry }: { entry: Entry }) {
  const Icon = ICONS[entry.kind]
  return (
    <li
      data-row={entry.id}
      className="group relative flex min-h-9 items-center gap-3 border-b border-line px-4 py-1.5 hover:bg-hover max-sm:min-h-[45px] max-sm:items-start"
    >
      <TimeOfDay at={entry.at} className="w-9 flex-none text-xs text-fg-2 max-sm:pt-0.5" />
      <span
        aria-hidden
        className={classNames(
          'grid size-5.5 flex-none place-items-center rounded-full border',
          RINGS[entry.tone],
        )}
      >
        <Icon className="size-3 stroke-[1.8]" />
      </span>
      <span className="min-w-0 flex-1 truncate max-sm:whitespace-normal">
        <Link href={entry.href} prefetch={false} className="font-medium after:absolute after:inset-0">
          {entry.title}
        </Link>
        {entry.text ? <span className="text-fg-2"> {entry.text}</span> : null}
      </span>
      {entry.entity === 'leads' ? <FlagLead id={entry.id} flagged={entry.aside === 'Flagged'} /> : null}
      {entry.aside ? (
        <span className="max-w-40 flex-none truncate text-xs text-fg-3 max-sm:max-w-24">{entry.aside}</span>
      ) : null}
    </li>
  )
}

/** One page of what happened around a customer, grouped by day, or why there is nothing. */
export async function Timeline({ customer, params }: { customer: string; params: TimelineParams }) {
  const zone = await viewerZone()
  const { rows, before, after } = await listTimeline(customer, params, zone)
  const filtered = params.kind.length > 0 || params.span !== null || params.period !== 'all'
  const first = rows[0]
  if (!first) {
    return filtered || params.after || params.before ? (
      <EmptyState
        icon={FilterX}
        title="No matching activity"
        action={
          <SelfLink href={`/customers/${customer}`} className={buttonClass()}>
            Show everything
          </SelfLink>
        }
      />
    ) : (
      <EmptyState icon={History} title="No activity yet">
        Calls, messages, errors and other activity of this customer appear here.
      </EmptyState>
    )
  }
  return (
    <>
      {before || params.span ? null : (
        <NewerEntries key={first.id} customer={customer} newest={[first.at, first.id]} kinds={params.kind} />
      )}
      {byDay(rows, Date.now(), zone).map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          <h4 className="sticky top-0 z-10 border-b border-line bg-sunken px-4 py-1 text-xs font-normal text-fg-2">
            {day}
          </h4>
          <ol>
            {entries.map((entry) => (
              <EntryRow key={`${entry.entity} ${entry.id}`} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      <div className="flex min-h-9 items-center gap-3 px-4 text-xs text-fg-3">
        <span className="mr-auto">
          {formatQuantity(rows.length, 'entry', 'entries')} on this page, times in {zone}
        </span>
        <Pager before={before} after={after} />
      </div>
    </>
  )
}
