import { type Beat, BUILD } from '@/lib/pulse'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'

/** The counts beside the navigation, a marker that changes with any row of the queues, and the build that runs. */
export const GET = adminHandler(async (_, supabase): Promise<Beat> => {
  const pulse = unwrap(await supabase.rpc('pulse').single())
  return { ...pulse, build: BUILD }
})
