import { classNames } from '@/components/ui/class-names'

const strokes: Record<string, string> = {
  A: 'stroke-ok',
  B: 'stroke-ok/55',
  C: 'stroke-warning',
  D: 'stroke-critical/55',
  F: 'stroke-critical',
}

/** A customer's grade and score in a ring that the score fills. */
export function ScoreDial({ grade, score }: { grade: string | null; score: number | null }) {
  const around = 2 * Math.PI * 26
  const name = score === null ? 'No score yet' : `Grade ${grade}, score ${score} of 100`
  return (
    <div role="img" aria-label={name} className="relative grid size-15 flex-none place-items-center">
      <svg
        aria-hidden="true"
        viewBox="0 0 60 60"
        className="absolute inset-0 -rotate-90 fill-none stroke-[5]"
      >
        <circle cx="30" cy="30" r="26" className="stroke-active" />
        <circle
          cx="30"
          cy="30"
          r="26"
          strokeLinecap="round"
          strokeDasharray={`${((score ?? 0) / 100) * around} ${around}`}
          className={classNames(score ? strokes[grade ?? ''] : 'stroke-transparent')}
        />
      </svg>
      <span aria-hidden className="text-center text-xs leading-4 text-fg-2">
        <span className="block text-lg leading-5 font-semibold text-fg">{grade ?? '—'}</span>
        {score}
      </span>
    </div>
  )
}
