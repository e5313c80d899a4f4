import { classNames } from '@/components/ui/class-names'
import { lookUp } from '@/lib/format/labels'

const marks: Record<string, string> = {
  critical: 'border-critical bg-critical',
  high: 'border-critical',
  medium: 'border-warning bg-warning',
  low: 'border-ok bg-ok',
}

/** How likely a customer is to leave: a word beside its mark; high risk is a ring, critical a dot. */
export function Risk({ level }: { level: string | null }) {
  if (!level) return <span className="text-fg-3">—</span>
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden
        className={classNames(
          'size-2 flex-none rounded-full border-[1.5px]',
          lookUp(marks, level) ?? 'border-fg-mute',
        )}
      />
      <span className="capitalize">{level}</span>
    </span>
  )
}
