import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { fonts } from '@/app/fonts'
import { TableLooksProvider } from '@/components/data-table/table-look'
import { DisableSuspenseThrottle } from '@/components/disable-suspense-throttle'
import { NonceProvider } from '@/components/nonce-provider'
import { ClockProvider } from '@/components/ui/relative-time'
import { ZoneProvider } from '@/components/ui/zone'
import { parseZone, ZONE_COOKIE } from '@/lib/format/zone'
import { parseColumns } from '@/lib/lists/read-table-look'
import { COLUMNS_COOKIE, DENSITY_COOKIE, isCompact } from '@/lib/lists/table-look'
import { parseTheme, THEME_COOKIE } from '@/lib/theme'

export const metadata: Metadata = {
  title: { default: 'Kryonex Ops', template: '%s · Kryonex Ops' },
  description: 'Operations dashboard of Kryonex',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

// Every document carries a nonce of its own, so the root is rendered per request; the pages below it
// still have shells that links prefetch.
export const instant = false

export default async function RootLayout({ children }: { children: ReactNode }) {
  const given = await headers()
  const nonce = given.get('x-nonce') ?? undefined
  const chosen = await cookies()
  const theme = parseTheme(chosen.get(THEME_COOKIE)?.value)
  const zone = chosen.get(ZONE_COOKIE)?.value
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      data-density={isCompact(chosen.get(DENSITY_COOKIE)?.value) ? 'compact' : undefined}
      className={fonts}
      suppressHydrationWarning
    >
      <body>
        <DisableSuspenseThrottle nonce={nonce} />
        <NonceProvider nonce={nonce}>
          <ClockProvider renderedAt={Number(given.get('x-now'))}>
            <ZoneProvider initial={zone === undefined ? null : parseZone(zone)}>
              <TableLooksProvider initial={parseColumns(chosen.get(COLUMNS_COOKIE)?.value)}>
                {children}
              </TableLooksProvider>
            </ZoneProvider>
          </ClockProvider>
        </NonceProvider>
      </body>
    </html>
  )
}
