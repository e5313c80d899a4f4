import { formatChange } from './labels'

/** From here on a p95 that grew is worth a look. */
const GREW_MUCH = 0.5

/** How much a p95 changed against the period before; amber when it grew by half or more. */
export function Change({ change }: { change: number | null }) {
  const isWorse = change !== null && change >= GREW_MUCH
  return (
    <span className={isWorse ? 'font-medium text-warning-text' : 'text-fg-2'}>
      {formatChange(change)}
      {isWorse ? <span className="sr-only">, much slower than before</span> : null}
    </span>
  )
}
