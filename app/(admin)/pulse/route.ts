import { type Beat, BUILD, type Silence } from '@/lib/pulse'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'

/**
 * The counts beside the navigation, a marker that changes with any row of the queues, and the build that runs; with
 * `silences` in its address also what should have come and has not.
 */
export const GET = adminHandler(async ({ searchParams }, supabase): Promise<Beat> => {
  const [pulse, silences] = await Promise.all([
    supabase.rpc('pulse').single(),
    searchParams.has('silences') ? supabase.rpc('silences') : null,
  ])
  return {
    ...unwrap(pulse),
    build: BUILD,
    at: Date.now(),
    ...(silences ? { silences: unwrap(silences) as Silence[] } : {}),
  }
})
