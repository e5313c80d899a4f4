import type { Seen } from './browser'
import { BUDGETS, type Figure } from './budgets'
import type { BulkTimes } from './bulk'
import { getDocument, scriptBytes, timeDocument } from './documents'
import type { Measured } from './measured'
import type { Memory } from './memory'
import type { Session } from './session'
import { median, summarize } from './statistics'
import type { WriteSpeed } from './writes'

const DOCUMENT_TRIES = 12

/** How long the documents of pages take, beyond what the backend takes, and what they weigh. */
export async function measureDocuments(
  siteUrl: string,
  session: Session,
  pages: string[],
  questions: Measured[],
) {
  const figures: Figure[] = []
  for (const page of pages) {
    const { counted, text, bytes } = await timeDocument(siteUrl + page, session, DOCUMENT_TRIES)
    const asked = questions.filter((question) => question.page === page && question.view === 'as it opens')
    const slowest = Math.max(0, ...asked.map(({ api }) => api?.p50 ?? 0))
    const session_ = asked.find(({ question }) => question.startsWith('whoami'))?.api?.p50 ?? 0
    const total = summarize(counted.map(({ totalMs }) => totalMs))
    const detail = `p50 ${total.p50.toFixed(0)}, p95 ${total.p95.toFixed(0)}, p99 ${total.p99.toFixed(0)} ms`
    const firstByte = median(counted.map(({ firstByteMs }) => firstByteMs))
    figures.push(
      {
        page,
        what: 'first byte, over the session check',
        value: Math.max(0, firstByte - session_),
        unit: 'ms',
        budget: BUDGETS.firstByte,
      },
      {
        page,
        what: 'whole document, over its slowest query',
        value: Math.max(0, total.p50 - slowest),
        unit: 'ms',
        budget: BUDGETS.document,
        detail,
      },
      { page, what: 'document, compressed', value: bytes / 1024, unit: 'KiB' },
      {
        page,
        what: 'JavaScript on first load',
        value: (await scriptBytes(siteUrl, text)) / 1024,
        unit: 'KiB',
        budget: BUDGETS.listScript,
      },
    )
  }
  const { text } = await getDocument(`${siteUrl}/login`)
  const script = (await scriptBytes(siteUrl, text)) / 1024
  figures.push({
    page: '/login',
    what: 'JavaScript on first load',
    value: script,
    unit: 'KiB',
    budget: BUDGETS.signInScript,
  })
  return figures
}

/** @returns what was seen in the browser, as figures. */
export function browserFigures(seen: Seen[]): Figure[] {
  return seen.flatMap(({ page, rows, nextPage, actions }) => [
    ...figure(page, 'load to rows on screen, warm', rows, BUDGETS.rowsOnScreen),
    ...figure(page, 'next page, click to rows', nextPage, BUDGETS.nextPage),
    ...actions.flatMap(({ name, times }) =>
      figure(page, `${name}, click to confirmed`, times, BUDGETS.action),
    ),
  ])
}

function figure(page: string, what: string, times: number[] | undefined, budget: number): Figure[] {
  if (!times || times.length === 0) return []
  const { p50, p95 } = summarize(times)
  return [
    { page, what, value: p50, unit: 'ms', budget, detail: `p95 ${p95.toFixed(0)} ms of ${times.length}` },
  ]
}

/** @returns acts on ten thousand rows and their undo, as figures. */
export function bulkFigures(measured: BulkTimes[]): Figure[] {
  return measured.flatMap(({ page, action, rows, act, undo }): Figure[] => [
    {
      page,
      what: `${action} ${rows} by filter, in the database`,
      value: median(act),
      unit: 'ms',
      budget: BUDGETS.bulk,
    },
    { page, what: 'its undo', value: median(undo), unit: 'ms', budget: BUDGETS.bulk },
  ])
}

/** @returns inserts with and without our triggers, as figures. */
export function writeFigures(speeds: WriteSpeed[]): Figure[] {
  return speeds.flatMap(({ table, writers, withTriggers, without, waiting }): Figure[] => {
    const who = writers === 1 ? '1 writer' : `${writers} writers`
    return [
      {
        page: table,
        what: `inserts, ${who}`,
        value: withTriggers,
        unit: 'per s',
        detail: `${without} per s without our triggers`,
      },
      {
        page: table,
        what: `cost of our triggers, ${who}`,
        value: without / withTriggers,
        unit: '×',
        budget: BUDGETS.triggers,
        decides: true,
      },
      ...(writers > 1
        ? [
            {
              page: table,
              what: 'writers that wait for a lock',
              value: waiting,
              unit: '',
              budget: BUDGETS.waiting,
              decides: true,
            } as const,
          ]
        : []),
    ]
  })
}

/** @returns memory while admins browse, as figures. */
export function memoryFigures({
  memory,
  served,
}: {
  memory: Memory[]
  served: { documents: number; refused: number }
}): Figure[] {
  const detail = `${served.documents} documents in 2 minutes, ${served.refused} refused`
  return memory.map(({ process, middle, highest }) => ({
    page: process,
    what: 'memory with 20 admins browsing',
    value: highest,
    unit: 'MB',
    budget: process === 'The dashboard' ? BUDGETS.memory : undefined,
    detail: `${middle} MB in the middle; ${detail}`,
  }))
}
