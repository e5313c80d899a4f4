import { SearchCheck } from 'lucide-react'
import { ListChart } from '@/components/data-table/list-chart'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { ExactTime } from '@/components/ui/zone'
import { formatMatches, parseTime } from '@/lib/format'
import { comparedTime, isFiltered, type MissingEventsParams, missingEventsFilter } from './list'
import { MissingEventsTable } from './missing-events-table'
import { countMissingEvents, listMissingEvents, missingEventsOverTime, queueReachesBackTo } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['↵', 'open'],
]

const COLORS = { call: 's1', sms: 's3' }

type Props = { params: MissingEventsParams }

/** How much is missing. */
export async function MissingEventCount({ params }: Props) {
  return `${formatMatches(await countMissingEvents(params))} missing`
}

/** Since when events are compared, and against how much of the queue: what the page can know. */
async function ComparedWindow({ params }: Props) {
  const { since, until } = comparedTime(params, Date.now())
  const reaches = await queueReachesBackTo()
  const isShort = !reaches || parseTime(reaches) > parseTime(since)
  return (
    <p className="min-w-0 flex-1 basis-0 truncate text-xs text-fg-2">
      Received calls and messages since <ExactTime at={since} />
      {until ? (
        <>
          {' '}
          until <ExactTime at={until} />
        </>
      ) : null}
      , looked for in the whole queue, which reaches back to{' '}
      {reaches ? <ExactTime at={reaches} /> : 'nothing, it is empty'}.
      {isShort ? (
        <strong className="font-medium text-warning-text">
          {' '}
          What is older than that cannot be found in it.
        </strong>
      ) : null}
    </p>
  )
}

/** What is missing by hour or day. */
export async function MissingEventsChart({ params }: Props) {
  const data = await missingEventsOverTime(params)
  return (
    <ListChart label="Missing events by kind" data={data} colors={COLORS}>
      <ComparedWindow params={params} />
    </ListChart>
  )
}

/** One page of missing events, or that there is none. */
export async function MissingEventRows({ params }: Props) {
  const { rows, before, after } = await listMissingEvents(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'missing_events', filter: missingEventsFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <MissingEventsTable rows={rows} sort={{ by: params.sort, descending: params.order !== 'asc' }} />
      ) : isFiltered(params) ? (
        <NoMatch what="missing event" href="/missing-events" />
      ) : (
        <EmptyState icon={SearchCheck} title="Nothing is missing in this period">
          Every received call and message is known to the queue and to usage. Events of the last 15 minutes
          may still be on their way.
        </EmptyState>
      )}
    </ListRows>
  )
}
