import { formatDuration, parseTime } from '@/lib/format/format'

/** How long something waited until somebody dealt with it; amber when that was past its target. */
export function TimeTaken(props: { since: string; until: string; targetSeconds: number }) {
  const { since, until, targetSeconds } = props
  const seconds = (parseTime(until).getTime() - parseTime(since).getTime()) / 1000
  const late = seconds > targetSeconds
  return (
    <span
      className={late ? 'whitespace-nowrap text-warning-text' : 'whitespace-nowrap text-fg-2'}
      title={`Target ${formatDuration(targetSeconds)}`}
    >
      in {formatDuration(seconds)}
      {late ? <span className="sr-only">, past its target</span> : null}
    </span>
  )
}
