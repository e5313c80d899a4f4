import { type Factor, type MissingFactor, readFactors } from '@/lib/health/factors'
import { movedInWords } from '@/lib/health/what-moved'
import type { Database } from '@/lib/supabase/database.types'

type Stored = Database['public']['Functions']['preview_health']['Returns'][number]

/** A score with its grade; without one, null. */
type Health = { score: number | null; grade: string | null }

/** What recalculating a customer's health would change. */
export type HealthPreview = {
  id: string
  name: string
  before: Health
  after: Health
  moved: string
  factors: Factor[]
  missing: MissingFactor[]
}

/** @returns the effect on one customer as the dialog shows it, personal data masked. */
export function previewHealth(row: Stored): HealthPreview {
  const { factors, missing } = readFactors(row.new_factors)
  return {
    id: row.user_id,
    name: row.business_name ?? 'Unnamed customer',
    before: { score: row.old_score, grade: row.old_grade },
    after: { score: row.new_score, grade: row.new_grade },
    moved: movedInWords(row.old_factors, row.new_factors),
    factors,
    missing,
  }
}
