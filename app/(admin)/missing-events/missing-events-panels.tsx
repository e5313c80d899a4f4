import { ListChart } from '@/components/data-table/list-chart'
import { ExactTime } from '@/components/ui/zone'
import { parseTime } from '@/lib/format/format'
import { countChart } from '@/lib/lists/figures'
import { comparedTime, type MissingEventsQuery, missingEvents } from './list'
import { queueReachesBackTo } from './queries'

const COLORS = { call: 's1', sms: 's3' }

type Props = { query: MissingEventsQuery }

/** Since when events are compared, and against how much of the queue: what the page can know. */
async function ComparedWindow({ query }: Props) {
  const { since, until } = comparedTime(query.params, query.now)
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
        <strong className="font-medium text-warning-text"> Older events cannot be found there.</strong>
      ) : null}
    </p>
  )
}

/** What is missing by hour or day. */
export async function MissingEventsChart({ query }: Props) {
  const data = await countChart(missingEvents, query)
  return (
    <ListChart label="Missing events by kind" data={data} colors={COLORS}>
      <ComparedWindow query={query} />
    </ListChart>
  )
}
