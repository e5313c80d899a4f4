import 'server-only'
import { deferUntilRowsRequested } from '../lists/defer'
import { unwrap } from '../supabase/backend-error'
import { layOutGrades } from './grades'

/** How many customers something is true of now, and by how many more than a week ago; null where that is not known. */
export type Moved = { value: string; customers: number; change: number | null }

/** @returns how grades and risks are spread, how that changed in a week, and since when scores are kept. */
export async function readHealthMovement() {
  const supabase = await deferUntilRowsRequested()
  const rows = unwrap(await supabase.rpc('health_movement'))
  const of = (kind: string): Moved[] => rows.filter((row) => row.kind === kind)
  return {
    distribution: layOutGrades(of('grade').map(({ value, customers }) => ({ grade: value, customers }))),
    grades: of('grade'),
    risks: of('risk'),
    moves: of('move'),
    /** Null where the history reaches back a week. */
    historySince: rows.some(({ kind, change }) => kind === 'grade' && change !== null)
      ? null
      : (rows[0]?.history_since ?? null),
  }
}
