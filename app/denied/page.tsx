import { ShieldX } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { whoIsAsking } from '@/lib/session/auth'
import { signOut } from '@/lib/session/sign-out'

export const metadata: Metadata = { title: 'No access' }

/** How the account could become an admin, from why it is none. */
function Remedy({ reason, email }: { reason: string | null; email: string }) {
  if (reason === 'unconfirmed')
    return (
      <>
        Its profile has the role “admin”, but the role is not confirmed yet. Ask the person who installed the
        dashboard to run{' '}
        <code className="break-all">
          npm run migrate -- --db-url &lt;connection string&gt; --admins {email}
        </code>
      </>
    )
  return (
    <>
      If you need access, ask an admin to {reason === 'no_profile' ? 'create' : 'check'} your row in the table
      profiles: its user_id must be your account’s id, and its role “admin”. Only the service role can grant
      it.
    </>
  )
}

async function Denied() {
  const caller = await whoIsAsking()
  if (!caller) redirect('/login')
  if (caller.is_admin) redirect('/')
  return (
    <EmptyState
      as="h1"
      icon={ShieldX}
      title={`${caller.email} is not an admin`}
      action={
        <form action={signOut}>
          <Button type="submit">Sign out</Button>
        </form>
      }
    >
      The operations dashboard is for Kryonex staff. <Remedy reason={caller.reason} email={caller.email} />
    </EmptyState>
  )
}

export default function DeniedPage() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <Suspense fallback={null}>
        <Denied />
      </Suspense>
    </main>
  )
}
