'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, startTransition, use, useEffect, useMemo, useState } from 'react'
import { formatExact, formatMoment } from '@/lib/format/format'
import { machineTime, oddTime } from '@/lib/format/postgres-time'
import { ZONE_COOKIE } from '@/lib/format/zone'

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
  const router = useRouter()
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    setLocal(own)
    // Who has not chosen UTC sees the times of the place they are at.
    if (initial === 'UTC' || initial === own) return
    remember(own)
    if (initial === null && own === 'UTC') return
    function change() {
      startTransition(() => setZone(own))
      // Some times are part of sentences that the server writes.
      router.refresh()
    }
    // What is still on its way was written in another zone, and must be drawn so first.
    if (document.readyState === 'complete') return change()
    window.addEventListener('load', change, { once: true })
    return () => window.removeEventListener('load', change)
  }, [initial, router])
  const value = useMemo(
    () => ({
      zone,
      local,
      choose(chosen: string) {
        setZone(chosen)
        remember(chosen)
        router.refresh()
      },
    }),
    [zone, local, router],
  )
  return <ZoneContext value={value}>{children}</ZoneContext>
}

/** A moment to the second, in the viewer's zone; `short` writes only day, hour and minute. */
export function ExactTime({ at, short = false }: { at: string | null; short?: boolean }) {
  const { zone } = useZone()
  const exact = formatExact(at, zone)
  return (
    <time translate="no" dateTime={machineTime(at)} title={short ? exact : undefined}>
      {short ? formatMoment(at, zone) : exact}
    </time>
  )
}

/** The day of a moment, in the viewer's zone. */
export function Day({ at, year = false }: { at: string | number; year?: boolean }) {
  const moment = typeof at === 'number' ? new Date(at).toISOString() : at
  const [day = '', ofYear = ''] = formatExact(moment, useZone().zone).split(',')
  const isWhole = year || oddTime(moment) !== null
  return (
    <time translate="no" dateTime={machineTime(moment)}>
      {isWhole && ofYear ? `${day},${ofYear}` : day}
    </time>
  )
}

/** The hour and minute of a moment, in the viewer's zone; the exact time on hover and to screen readers. */
export function TimeOfDay({ at, className }: { at: string; className?: string }) {
  const { zone } = useZone()
  const exact = formatExact(at, zone)
  return (
    <time translate="no" dateTime={machineTime(at)} title={exact} className={className}>
      <span aria-hidden>{oddTime(at) ?? formatMoment(at, zone).split(', ')[1]}</span>
      <span className="sr-only">{exact}</span>
    </time>
  )
}
