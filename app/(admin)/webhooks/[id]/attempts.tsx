import { classNames } from '@/components/ui/class-names'
import { ExactTime } from '@/components/ui/zone'
import { formatDuration, parseTime, plural } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import type { WebhookRow } from '../queries'
import type { Attempt } from './queries'

const WORDS: Record<string, string> = {
  success: 'Processed',
  failed: 'Failed',
  skipped: 'Skipped',
  retry: 'Failed, tried again',
}

/** Results that nobody foresaw have no colour. */
const COLOURS: Record<string, string> = {
  success: 'text-ok-text',
  failed: 'text-critical-text',
  retry: 'text-critical-text',
  skipped: 'text-critical-text',
}

type Line = Omit<Attempt, 'id' | 'queued_at'> & { queued_at: string | null }

/** The last attempt of a webhook that arrived finished, of which only the row tells. */
function fromRow(webhook: WebhookRow): Line | null {
  const { attempts, processed_at, processed_by, result, error_message } = webhook
  if (!processed_at || attempts === 0 || processed_by?.startsWith('skip:')) return null
  return {
    attempt: attempts,
    queued_at: attempts === 1 ? webhook.received_at : null,
    finished_at: processed_at,
    processor: processed_by,
    result: result ?? 'success',
    error_message,
  }
}

function seconds({ queued_at, finished_at }: Line): string {
  if (!queued_at) return ''
  return formatDuration((parseTime(finished_at).getTime() - parseTime(queued_at).getTime()) / 1000)
}

/** Every attempt that is known, the newest first: when it ended, what came of it, and how long it had waited and taken. */
export function Attempts({ webhook, kept }: { webhook: WebhookRow; kept: Attempt[] }) {
  const last = fromRow(webhook)
  const isKept = last && kept.some(({ finished_at }) => finished_at === last.finished_at)
  const lines: Line[] = last && !isKept ? [last, ...kept] : kept
  const missing = webhook.attempts - lines.length
  if (webhook.attempts === 0 && lines.length === 0) return <p className="text-fg-2">None yet.</p>
  return (
    <>
      <ol className="flex flex-col gap-1" aria-label="Attempts">
        {lines.map((line) => (
          <li key={`${line.attempt} ${line.finished_at}`} className="flex items-baseline gap-2">
            <span className="w-5 flex-none text-fg-3 tabular-nums">{line.attempt}</span>
            <span className="flex-none tabular-nums">
              <ExactTime at={line.finished_at} />
            </span>
            <span className={classNames('min-w-0 flex-1 break-words', lookUp(COLOURS, line.result))}>
              {line.error_message ?? lookUp(WORDS, line.result) ?? line.result}
              {line.processor?.startsWith('replay:') ? <span className="text-fg-3"> · replay</span> : null}
            </span>
            <span className="flex-none text-fg-3 tabular-nums" title="Its wait and its work together">
              {seconds(line)}
            </span>
          </li>
        ))}
      </ol>
      {missing > 0 ? (
        <p className="mt-1 text-xs text-fg-3">
          {missing} earlier {plural(missing, 'attempt was', 'attempts were')} made before attempts were kept.
        </p>
      ) : null}
    </>
  )
}
