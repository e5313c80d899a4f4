import { adminHandler } from '@/lib/admin-handler'
import { unwrap } from '@/lib/backend-error'

/** The counts beside the navigation, and a marker that changes with any row of the queues. */
export const GET = adminHandler(async (_, supabase) => unwrap(await supabase.rpc('pulse').single()))
