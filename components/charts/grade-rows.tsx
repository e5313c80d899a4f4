import Link from 'next/link'
import { Grade } from '@/components/ui/grade'
import { formatCount, formatShare } from '@/lib/format/format'
import type { GradeShare } from '@/lib/health/grades'
import { describeGrade } from './grade-bar'
import { gradeFill } from './grade-color'
import { Meter } from './meter'

/** Customers by grade, a bar for each, the largest over the full width; each links to its customers. */
export function GradeRows({ grades }: { grades: GradeShare[] }) {
  const largest = Math.max(...grades.map(({ share }) => share), 0)
  return (
    <ul className="flex flex-col">
      {grades.map((row) => (
        <li key={row.grade}>
          <Link
            href={`/customers?grade=${encodeURIComponent(row.grade)}`}
            aria-label={describeGrade(row)}
            className="-mx-1.5 flex h-7 items-center gap-2.5 rounded-md px-1.5 hover:bg-hover max-sm:h-11"
          >
            <Grade grade={row.grade} />
            <Meter
              share={largest > 0 ? row.share / largest : 0}
              fill={gradeFill(row.grade)}
              className="min-w-0 flex-1 bg-transparent"
            />
            <span className="w-10 text-right font-medium">{formatCount(row.customers)}</span>
            <span className="w-11 text-right text-xs text-fg-3">{formatShare(row.share)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
