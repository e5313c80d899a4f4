import Link from 'next/link'
import { describeChange, WeekChange } from '@/components/health/week-change'
import { Grade } from '@/components/ui/grade'
import { formatCount, formatQuantity, formatShare } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { type GradeShare, SCORE_RANGES } from '@/lib/health/grades'
import { gradeFill } from './grade-color'

/** @returns what a grade's link says to those who cannot see the chart. */
export function describeGrade({ grade, customers, share }: GradeShare): string {
  const range = lookUp(SCORE_RANGES, grade)
  return `Grade ${grade}${range ? `, score ${range}` : ''}: ${formatQuantity(customers, 'customer')}, ${formatShare(share)}`
}

/**
 * Customers by grade as one divided bar; every grade below it links to its customers.
 * @param changes by how many customers each grade grew in a week, where that is known.
 */
export function GradeBar({
  grades,
  chosen,
  changes = {},
}: {
  grades: GradeShare[]
  chosen: string[]
  changes?: Partial<Record<string, number | null>>
}) {
  return (
    <>
      <div
        aria-hidden
        className="flex h-2.5 gap-0.5 forced-color-adjust-none overflow-hidden rounded-sm bg-active"
      >
        {grades.map(({ grade, share }) =>
          share > 0 ? (
            <span key={grade} className={gradeFill(grade)} style={{ width: `${share * 100}%` }} />
          ) : null,
        )}
      </div>
      <ul className="mt-2 grid grid-cols-5 gap-2 max-sm:gap-0">
        {grades.map((row) => (
          <li key={row.grade}>
            <Link
              href={`/customers?grade=${encodeURIComponent(row.grade)}`}
              aria-label={`${describeGrade(row)}${describeChange(changes[row.grade])}`}
              aria-current={chosen.includes(row.grade) ? 'true' : undefined}
              className="-mx-1.5 -my-0.5 block w-fit rounded-md px-1.5 py-0.5 hover:bg-hover aria-[current]:bg-accent-tint max-sm:mx-0 max-sm:min-h-11 max-sm:w-auto max-sm:px-0.5"
            >
              <span className="flex items-center gap-2 max-sm:gap-1.5">
                <Grade grade={row.grade} />
                <span className="text-md font-medium">{formatCount(row.customers)}</span>
                <span className="max-lg:hidden">
                  <WeekChange change={changes[row.grade]} />
                </span>
              </span>
              <span className="block truncate text-xs text-fg-3">
                <span className="text-fg-2 max-lg:hidden">{formatShare(row.share)} · </span>
                {lookUp(SCORE_RANGES, row.grade)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
