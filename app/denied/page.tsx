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
        Its row of the table profiles says “admin”, and nobody has confirmed it. Whoever installed the
        dashboard runs{' '}
        <code className="break-all">
          npm run migrate -- --db-url &lt;connection string&gt; --admins {email}
        </code>
      </>
    )
  return (
    <>
      If you should have access, ask for your row of the table profiles to be checked:{' '}
      {reason === 'no_profile' ? 'there is none. Its' : 'its'} user_id must be your account, and its role must
      be “admin”; only the service role can give it.
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
