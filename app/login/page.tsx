import type { Metadata } from 'next'
import { Suspense } from 'react'
import { safePath } from '@/lib/session/safe-path'
import { LoginForm } from './login-form'

export const metadata: Metadata = { title: 'Sign in' }

async function Login({ searchParams }: Pick<PageProps<'/login'>, 'searchParams'>) {
  return <LoginForm next={safePath((await searchParams).next)} />
}

export default function LoginPage({ searchParams }: PageProps<'/login'>) {
  return (
    <Suspense fallback={<div className="h-64" />}>
      <Login searchParams={searchParams} />
    </Suspense>
  )
}
