import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'critical' | 'warning' | 'ok' | 'info' | 'accent' | 'neutral'

const tones: Record<Tone, string> = {
  critical: 'bg-critical-tint text-critical-text border-critical-line',
  warning: 'bg-warning-tint text-warning-text border-warning-line',
  ok: 'bg-ok-tint text-ok-text border-ok-line',
  info: 'bg-info-tint text-info-text border-info-line',
  accent: 'bg-accent-tint text-accent-text border-accent-line',
  neutral: 'bg-sunken text-fg-2 border-line',
}

/** A word with a status colour. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex h-[18px] items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-2xs font-medium',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}

const dots: Record<Tone, string> = {
  critical: 'bg-critical',
  warning: 'bg-warning',
  ok: 'bg-ok',
  info: 'bg-info',
  accent: 'bg-accent',
  neutral: 'bg-fg-mute',
}

/** A coloured dot; always next to a word that says the same. */
export function Dot({ tone }: { tone: Tone }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-block size-[7px] flex-none rounded-full forced-color-adjust-none',
        dots[tone],
      )}
    />
  )
}
