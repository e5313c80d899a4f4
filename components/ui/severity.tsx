import { lookUp } from '@/lib/format/labels'
import { Badge, type Tone } from './badge'

const tones: Record<string, Tone> = {
  critical: 'critical',
  high: 'warning',
  warning: 'warning',
  medium: 'info',
  info: 'info',
  low: 'neutral',
}

/** @returns the status colour of a severity. */
export function severityTone(severity: string): Tone {
  return lookUp(tones, severity) ?? 'neutral'
}

/** @returns a severity's design token, for rails and chart series. */
export function severityToken(severity: string): string {
  const tone = severityTone(severity)
  return tone === 'neutral' ? 's5' : tone
}

/** How bad something is, as a word in its colour. */
export function Severity({ severity }: { severity: string }) {
  return (
    <Badge tone={severityTone(severity)}>
      <span className="capitalize">{severity}</span>
    </Badge>
  )
}
