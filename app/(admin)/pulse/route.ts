import { whoIsAsking } from '@/lib/auth'
import { BackendError, unwrap } from '@/lib/backend-error'
import { getSupabase } from '@/lib/supabase/server'

/** The counts beside the navigation, and a marker that changes with any row of the queues. */
export async function GET() {
  try {
    const caller = await whoIsAsking()
    if (!caller) return new Response(null, { status: 401 })
    if (!caller.is_admin) return new Response(null, { status: 403 })
    const supabase = await getSupabase()
    return Response.json(unwrap(await supabase.rpc('pulse').single()), {
      headers: { 'cache-control': 'no-store' },
    })
  } catch (error) {
    if (error instanceof BackendError) return new Response(null, { status: 503 })
    throw error
  }
}
