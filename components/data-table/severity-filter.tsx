'use client'

import { catchError } from 'next/error'
import { Suspense, use } from 'react'
import { Dot } from '@/components/ui/badge'
import { Segmented } from '@/components/ui/segmented'
import { severityTone } from '@/components/ui/severity'
import { formatFacetCount } from '@/lib/format/format'
import { withOthers } from '@/lib/format/labels'
import type { FacetRow } from './facet-filter'
import { useListUrl } from './list-url'

type Counts = Promise<FacetRow[]>

const CountBoundary = catchError(() => <span title="The counts could not be loaded">?</span>)

/** How many rows have a severity under the other filters; all of them without one. */
function Count({ severity, counts }: { severity: string | null; counts: Counts }) {
  const rows = use(counts).filter(
    ({ facet, value }) => facet === 'severity' && (!severity || value === severity),
  )
  return formatFacetCount(...rows.map(({ matches }) => matches))
}

type Props = { severities: readonly string[]; selected: string | null; counts: Counts }

/** The severities that rows have besides the known ones. */
function Others({ severities, selected, counts }: Props) {
  const found = use(counts).flatMap(({ facet, value }) => (facet === 'severity' ? [value] : []))
  const others = withOthers(severities, selected ? [...found, selected] : found).slice(severities.length)
  if (others.length === 0) return null
  return <Severities label="Other severities" severities={others} selected={selected} counts={counts} />
}

/** All severities or one of them, each with its count; unknown ones after the others. */
export function SeverityFilter(props: Props) {
  return (
    <>
      <Severities {...props} label="Severity" severities={[null, ...props.severities]} />
      <CountBoundary>
        <Suspense>
          <Others {...props} />
        </Suspense>
      </CountBoundary>
    </>
  )
}

type SeveritiesProps = Omit<Props, 'severities'> & { label: string; severities: (string | null)[] }

function Severities({ label, severities, selected, counts }: SeveritiesProps) {
  const { hrefWith } = useListUrl()
  return (
    <div className="flex-none max-sm:[&_a]:flex-none">
      <Segmented
        label={label}
        segments={severities.map((severity) => ({
          href: hrefWith({ severity }),
          current: severity === selected,
          label: (
            <>
              {severity ? <Dot tone={severityTone(severity)} /> : null}
              <span className="capitalize">{severity ?? 'All'}</span>
              <span className="text-fg-2">
                <CountBoundary>
                  <Suspense fallback={<span className="skeleton inline-block h-2.5 w-4" />}>
                    <Count severity={severity} counts={counts} />
                  </Suspense>
                </CountBoundary>
              </span>
            </>
          ),
        }))}
      />
    </div>
  )
}
