import type { Measured } from './measured'

/** The budgets, in milliseconds unless they are ratios. */
export const BUDGETS = {
  rows: 50,
  figures: 150,
  growth: 1.2,
  readPerReturned: 20,
  /** Rows of tables that grow with the customers and not with the traffic: of these there are 2,000. */
  smallTables: 5_000,
  /** A row of a list may show counts and curves of its own, each up to a hundred. */
  countedPerReturned: 100,
  /** Counts are exact up to here, so that many rows may be read for one number. */
  exactCount: 10_000,
  policies: 1.1,
  firstByte: 20,
  document: 50,
  rowsOnScreen: 200,
  nextPage: 80,
  action: 300,
  bulk: 2_000,
  signInScript: 140,
  listScript: 200,
  memory: 300,
  triggers: 1.25,
  waiting: 0.02,
} as const

/** A smaller difference is noise on a machine that does other things as well. */
export const NOISE_MS = 0.5

/** One figure and its budget. Times are only shown; a broken ratio fails the bench. */
export type Figure = {
  page: string
  what: string
  value: number
  unit: 'ms' | 'KiB' | 'MB' | '×' | '%' | 'per s' | ''
  budget?: number
  decides?: boolean
  /** By how much the value may be off. */
  noise?: number
  detail?: string
}

export const isBroken = ({ value, budget, noise = 0 }: Figure) =>
  budget !== undefined && value - noise > budget

/** @returns which ratio budgets a question breaks, in words. */
export function judge(question: Measured): string[] {
  const broken = question.sequential.length > 0 ? [`reads all of ${question.sequential.join(' and ')}`] : []
  return [...broken, ...(question.fetches === 'rows' ? judgeRows(question) : judgeFigures(question))]
}

function judgeRows(question: Measured) {
  const { kind, pageSize, comparable, growth, database, rowsRead, largeRead, rowsCounted } = question
  const broken: string[] = []
  // What a page may cost is not less where a filter leaves few rows of it.
  const returned = Math.max(question.rowsReturned, pageSize, 5)
  if (largeRead > BUDGETS.readPerReturned * returned) {
    broken.push(`reads ${largeRead} rows to return ${question.rowsReturned}`)
  }
  if (rowsCounted > BUDGETS.countedPerReturned * returned) {
    broken.push(`counts ${rowsCounted} rows to return ${question.rowsReturned}`)
  }
  const small = rowsRead - largeRead - rowsCounted
  if (small > BUDGETS.smallTables) broken.push(`reads ${small} rows of small tables`)
  const mustNotGrow = kind === 'first' || kind === 'deep'
  if (
    mustNotGrow &&
    comparable &&
    growth &&
    database &&
    growth > BUDGETS.growth &&
    database.p50 * (1 - 1 / growth) > NOISE_MS
  ) {
    broken.push(`costs ${growth.toFixed(1)} × what it costs at the smallest size`)
  }
  return broken
}

/** Reading more than there is to count is excused where it is the fastest way within the time. */
function judgeFigures(question: Measured) {
  const figures = Math.max(question.rowsReturned, question.aggregates, 1)
  const isTooMuch = question.rowsRead > BUDGETS.exactCount * figures * 1.1
  return isTooMuch && isSlow(question) ? [`reads ${question.rowsRead} rows for ${figures} figures`] : []
}

/** @returns whether a question takes longer than it may, which is reported and does not fail the bench. */
export const isSlow = ({ database, fetches }: Measured) =>
  database !== undefined && database.p95 > BUDGETS[fetches]
