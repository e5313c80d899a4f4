'use client'

import './globals.css'
import { Button } from '@/components/ui/button'
import { failureReason } from '@/lib/format/failure-reason'

export default function GlobalError({ error }: { error: Error }) {
  return (
    <html lang="en">
      <body>
        <main className="flex h-dvh flex-col items-center justify-center gap-2 p-6 text-center">
          <h1 className="text-md font-semibold">Kryonex Ops could not be shown</h1>
          <p className="text-fg-2">{failureReason(error)}</p>
          <Button onClick={() => location.reload()}>Try again</Button>
        </main>
      </body>
    </html>
  )
}
