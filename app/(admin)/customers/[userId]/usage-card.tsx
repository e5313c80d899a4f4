import { classNames } from '@/components/ui/class-names'
import { Day } from '@/components/ui/zone'
import { formatCount, formatShare, parseTime } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { readUsage } from './account-queries'
import { limitReachedAt, MARKS, project, standing, type Used } from './projection'

const FILLS = { under: 'bg-s4', near: 'bg-warning', soft: 'bg-warning', hard: 'bg-critical' }
const SCALE = 1.25

const place = (share: number) => `${Math.min(1, Math.max(0, share / SCALE)) * 100}%`

function Marks() {
  return (
    <>
      {[MARKS.warn, MARKS.soft, MARKS.hard].map((mark) => (
        <span
          key={mark}
          className={classNames(
            'absolute -top-1 h-3.5 w-px',
            mark === MARKS.hard ? 'w-0.5 bg-fg' : 'bg-fg-3',
          )}
          style={{ left: place(mark) }}
        />
      ))}
    </>
  )
}

type MeterProps = { name: string; usage: Used; unit: (amount: number) => string; now: number }

function UsageMeter({ name, usage, unit, now }: MeterProps) {
  const limit = usage.cap + usage.credit
  const share = limit > 0 ? usage.used / limit : 0
  const projected = project(usage, now)
  const reached = limitReachedAt(usage, now)
  return (
    <div>
      <div className="flex justify-between gap-3">
        <span className="font-medium">{name}</span>
        <span className="text-fg-2">
          <span className="font-medium text-fg">{unit(usage.used)}</span> of {unit(limit)},{' '}
          {formatShare(share)}
        </span>
      </div>
      <div aria-hidden className="relative my-2 h-1.5 rounded-full bg-active">
        <span
          className={classNames('block h-full rounded-full', FILLS[standing(usage)])}
          style={{ width: place(share) }}
        />
        {projected !== null && limit > 0 ? (
          <span
            className="absolute -top-[3px] size-3 -translate-x-1/2 rounded-full border-2 border-accent bg-surface"
            style={{ left: place(projected / limit) }}
          />
        ) : null}
        <Marks />
      </div>
      <div aria-hidden className="relative h-4 text-2xs whitespace-nowrap text-fg-3">
        <span className="absolute -translate-x-full pr-1" style={{ left: place(MARKS.warn) }}>
          80%
        </span>
        <span className="absolute -translate-x-full pr-1" style={{ left: place(MARKS.soft) }}>
          soft
        </span>
        <span className="absolute pl-1" style={{ left: place(MARKS.hard) }}>
          hard
        </span>
      </div>
      <p className="text-xs text-fg-2">
        {usage.credit > 0 ? `${unit(usage.credit)} of that is credit. ` : ''}
        {projected === null ? '' : `Estimate: ${unit(projected)} by the period’s end`}
        {reached ? (
          <>
            , the limit on <Day at={reached} />
          </>
        ) : null}
        {reached || projected !== null ? '.' : ''}
      </p>
    </div>
  )
}

const WORDS: Record<string, string> = {
  under: 'under its limits',
  soft: 'over a limit',
  hard: 'over the hard limit',
}

/** What the customer used in the current period, where limits are, and where it goes. */
export async function UsageCard({ customer }: { customer: string }) {
  const limits = await readUsage(customer)
  const now = Date.now()
  if (!limits) return <p className="text-fg-2">No limits are known for this customer.</p>
  const [start, end] = [limits.period_start, limits.period_end].map((at) =>
    at ? parseTime(at).getTime() : 0,
  )
  const period = { start: start ?? 0, end: end ?? 0, stopped: limits.hard_stop_active === true }
  const calls = {
    ...period,
    used: limits.call_used_seconds,
    cap: limits.call_cap_seconds,
    credit: limits.call_credit,
  }
  const texts = { ...period, used: limits.sms_used, cap: limits.sms_cap, credit: limits.sms_credit }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-fg-2">
        {limits.hard_stop_active ? <span className="font-medium text-critical-text">Stopped: </span> : null}
        {lookUp(WORDS, limits.limit_state) ?? limits.limit_state ?? 'limits unknown'}
        {period.start && period.end ? (
          <>
            ; period <Day at={period.start} /> to <Day at={period.end} />
          </>
        ) : null}
        {period.end && period.end < now ? ', over' : ''}
      </p>
      <UsageMeter
        name="Minutes"
        usage={calls}
        unit={(seconds) => formatCount(Math.round(seconds / 60))}
        now={now}
      />
      <UsageMeter name="SMS" usage={texts} unit={formatCount} now={now} />
      <p className="text-xs text-fg-3">
        Marks: watched from 80 %, soft at 100 %, hard at 110 %.{' '}
        {period.stopped
          ? 'While it is stopped nothing is estimated.'
          : 'The circle is an estimate: usage so far goes on at the same pace to the end of the period.'}
      </p>
    </div>
  )
}
