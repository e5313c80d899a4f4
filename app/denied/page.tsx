import { ShieldX } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { signOut } from '@/app/login/actions'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { whoIsAsking } from '@/lib/auth'

export const metadata: Metadata = { title: 'No access' }

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
      The operations dashboard is for Kryonex staff. If you should have access, ask for your row of the table
      profiles to be checked: its user_id must be your account, and its role must be “admin”.
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
