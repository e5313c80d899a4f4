'use client'

import { RefreshCw } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { BUILD } from '@/lib/pulse'
import { usePulse } from './pulse'

/** Notices of the whole console: no network, a session that ended, a new version. They cover nothing that is being read. */
export function Notices() {
  const { pulse, failure } = usePulse()
  const pathname = usePathname()
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none absolute inset-x-0 top-1.5 z-30 flex justify-center px-3"
    >
      {failure === 'offline' ? (
        <Notice text="You are offline. The page updates again once you are back online." />
      ) : failure === 'signed-out' ? (
        <Notice text="Your session has ended. Your input is kept.">
          <a href={`/login?next=${encodeURIComponent(pathname)}`} className={buttonClass({ size: 'small' })}>
            Sign in again
          </a>
        </Notice>
      ) : pulse && pulse.build !== BUILD ? (
        <Notice text="A new version is available. Your input is kept.">
          <Button size="small" onClick={() => location.reload()}>
            <RefreshCw aria-hidden className="size-3.5" />
            Reload
          </Button>
        </Notice>
      ) : null}
    </div>
  )
}

function Notice({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <p className="pointer-events-auto flex min-h-8 items-center gap-3 rounded-lg border border-line-strong bg-raised px-3 py-1 text-[12.5px] shadow-float">
      {text}
      {children}
    </p>
  )
}
