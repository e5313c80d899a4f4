import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ForgotForm } from './forgot-form'

export const metadata: Metadata = { title: 'Forgot password' }

async function Forgot({ searchParams }: Pick<PageProps<'/login/forgot'>, 'searchParams'>) {
  return <ForgotForm expired={(await searchParams).expired === '1'} />
}

export default function ForgotPage({ searchParams }: PageProps<'/login/forgot'>) {
  return (
    <Suspense fallback={<div className="h-48" />}>
      <Forgot searchParams={searchParams} />
    </Suspense>
  )
}
