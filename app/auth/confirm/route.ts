import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { safePath } from '@/lib/session/safe-path'
import { getSupabase } from '@/lib/supabase/server'

/** Where the links in mails lead: exchanges the one-time token for a session and goes on. */
export async function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl
  const supabase = await getSupabase()
  const token = searchParams.get('token_hash')
  const code = searchParams.get('code')
  const { error } = token
    ? await supabase.auth.verifyOtp({ type: 'recovery', token_hash: token })
    : await supabase.auth.exchangeCodeForSession(code ?? '')
  if (error) redirect('/login/forgot?expired=1')
  redirect(safePath(searchParams.get('next')))
}
