import 'server-only'
import { cache } from 'react'
import { requireAdmin } from './auth'
import { unwrap } from './backend-error'
import { layOutGrades } from './grades'
import { getSupabase } from './supabase/server'

/** @returns how many customers have each grade, asked once per request. */
export const readHealthDistribution = cache(async () => {
  await requireAdmin()
  const supabase = await getSupabase()
  return layOutGrades(unwrap(await supabase.rpc('health_distribution')))
})
