'use client'

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { formatExact, formatMoment } from '@/lib/format'
import { ZONE_COOKIE } from '@/lib/zone'

type Zones = { zone: string; local: string; choose: (zone: string) => void }

const ZoneContext = createContext<Zones>({ zone: 'UTC', local: 'UTC', choose: () => undefined })

/** In which zone times are written, the viewer's own, and how to choose. */
export function useZone(): Zones {
  return use(ZoneContext)
}

function remember(zone: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
  document.cookie = `${ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`
}

/**
 * Tells everything inside in which zone to write times, so that the server and the browser write the same.
 * @param initial what the viewer's cookie names; null before the first visit, which is drawn in UTC and
 * then in the viewer's own zone.
 */
export function ZoneProvider({ initial, children }: { initial: string | null; children: ReactNode }) {
  const [zone, setZone] = useState(initial ?? 'UTC')
  const [local, setLocal] = useState('UTC')
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    setLocal(own)
    // Who has not chosen UTC sees the times of the place they are at.
    if (initial === 'UTC' || initial === own) return
    setZone(own)
    remember(own)
  }, [initial])
  const value = useMemo(
    () => ({
      zone,
      local,
      choose(chosen: string) {
        setZone(chosen)
        remember(chosen)
      },
    }),
    [zone, local],
  )
  return <ZoneContext value={value}>{children}</ZoneContext>
}

/** A moment to the second, in the zone of whoever looks; `short` writes only the hour and minute, with the day when it is not today's. */
export function ExactTime({ at, short = false }: { at: string; short?: boolean }) {
  const { zone } = useZone()
  const exact = formatExact(at, zone)
  return (
    <time dateTime={at} title={short ? exact : undefined}>
      {short ? formatMoment(at, zone) : exact}
    </time>
  )
}
