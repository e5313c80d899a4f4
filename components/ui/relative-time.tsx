'use client'

import { createContext, type ReactNode, use, useState } from 'react'
import { formatAge, formatDuration, formatExact, parseTime } from '@/lib/format/format'
import { machineTime, oddTime } from '@/lib/format/postgres-time'
import { createStore, useStore } from './store'
import { ExactTime, useZone } from './zone'

const RenderedAt = createContext(0)

/**
 * Tells the clock when the document was rendered: ages start from that moment in the browser too, so
 * that both draw the same, and are right a moment later.
 */
export function ClockProvider({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  const [first] = useState(renderedAt)
  return <RenderedAt value={first}>{children}</RenderedAt>
}

/** The time now; 0 while the clock stands. */
const clock = createStore(0, () => {
  const timer = setInterval(() => clock.set(Date.now()), 1000)
  return () => {
    clearInterval(timer)
    clock.set(0)
  }
})

/** Components read the time before they follow the clock, so that the first look sets it. */
function currentTime() {
  if (clock.get() === 0) clock.set(Date.now())
  return clock.get()
}

/** @returns the time now in milliseconds, ticking every second; one clock for the whole page. */
export function useNow(): number {
  const renderedAt = use(RenderedAt)
  return useStore({ subscribe: clock.subscribe, get: currentTime }, renderedAt)
}

/** A browser's clock may be this many seconds behind the database's: what just happened is not yet to come. */
const SKEW = 60

/**
 * How long ago something was or how far ahead it is, ticking; the exact time on hover and to screen readers. What is no
 * moment of our calendar's years is called what it is: "infinity", "44 BC", "no time".
 */
export function RelativeTime({ at, style = 'short' }: { at: string | null; style?: 'short' | 'long' }) {
  const seconds = (useNow() - parseTime(at).getTime()) / 1000
  const exact = formatExact(at, useZone().zone)
  const isAhead = seconds < -SKEW
  const age = (style === 'short' ? formatAge : formatDuration)(
    Math.abs(isAhead ? seconds : Math.max(0, seconds)),
  )
  const odd = oddTime(at)
  return (
    <time translate="no" dateTime={machineTime(at)} title={exact}>
      {odd ?? (isAhead ? `in ${age}` : age)}
      <span className="sr-only">
        {odd || isAhead ? '' : ' ago'}, {exact}
      </span>
    </time>
  )
}

/** A moment to the second and how long ago that was. */
export function Moment({ at }: { at: string | null }) {
  if (oddTime(at)) return <ExactTime at={at} />
  return (
    <>
      <ExactTime at={at} /> (<RelativeTime at={at} />)
    </>
  )
}
