import { ShieldAlert } from 'lucide-react'
import { Suspense } from 'react'
import { QuietBoundary } from '@/components/ui/panel-boundary'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatCount, plural } from '@/lib/format/format'
import { listSecurityFindings, type SecurityFinding } from './queries'

const TITLES: Record<string, string> = {
  open_table: 'Open table',
  self_made_admin: 'Admin by their own hand',
  missing_trigger: 'Trigger missing',
  unconfirmed_admin: 'Admin not confirmed',
  installation_failure: 'Rows to be mended',
}

function Finding({ row: { finding, subject, detail, since, remedy } }: { row: SecurityFinding }) {
  return (
    <li className="border-t border-warning-line py-2">
      <p>
        <span className="font-medium">{TITLES[finding] ?? finding}</span>{' '}
        <span className="font-mono">{subject}</span>
        {since ? (
          <span className="text-fg-3">
            {' '}
            since <RelativeTime at={since} />
          </span>
        ) : null}
      </p>
      <p className="text-fg-2">{detail}</p>
      <code className="text-xs break-all">{remedy}</code>
    </li>
  )
}

async function Findings() {
  const findings = await listSecurityFindings()
  if (findings.length === 0) return null
  const count = findings.length
  return (
    <section
      aria-label="Security findings"
      className="flex-none border-b border-warning-line bg-warning-tint px-4 py-2"
    >
      <details>
        <summary className="flex cursor-pointer items-center gap-2 text-warning-text">
          <ShieldAlert aria-hidden className="size-4 flex-none" />
          <h2 className="font-semibold">
            {formatCount(count)} security {plural(count, 'finding')}
          </h2>
          <span className="text-xs">for the owner of the database to close</span>
        </summary>
        <ul className="mt-2">
          {findings.map((row) => (
            <Finding key={`${row.finding} ${row.subject} ${row.detail}`} row={row} />
          ))}
        </ul>
      </details>
    </section>
  )
}

/** What is open or unresolved in the database; nothing when all is well. */
export function SecurityNotice() {
  return (
    <QuietBoundary>
      <Suspense fallback={null}>
        <Findings />
      </Suspense>
    </QuietBoundary>
  )
}
