import { signed } from '@/lib/format/format'

/** @returns a change within a week in words, for screen readers: ", 4 more than a week ago". */
export function describeChange(change: number | null | undefined): string {
  if (change === null || change === undefined) return ''
  if (change === 0) return ', as many as a week ago'
  return `, ${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than a week ago`
}

/** By how much a figure changed in a week, for the eye; nothing where that is not known. */
export function WeekChange({ change }: { change: number | null | undefined }) {
  if (change === null || change === undefined) return null
  return (
    <span aria-hidden title="Against a week ago" className="text-xs text-fg-3 max-sm:hidden">
      {change === 0 ? '±0' : signed(change)}
    </span>
  )
}
