import { formatCount } from '@/lib/format/format'
import type { Condition, Operator } from './[table]/search-params'
import type { RecordColumn } from './table'

/**
 * @param count how many rows, and how sure that is.
 * @returns "1,284", "10,000+", "about 1,040,000", or "many" where nobody counted.
 */
export function formatRows({ matches, certainty }: { matches: number | null; certainty: string }): string {
  if (matches === null) return 'many'
  if (certainty === 'more') return `${formatCount(matches)}+`
  return certainty === 'estimate' ? `about ${formatCount(matches)}` : formatCount(matches)
}

/** An entry of the operators' menu: what is asked, and what has to be given for it. */
export type Question = { label: string; op: Operator; fixed?: string; until?: Operator }

const EMPTY: Question[] = [
  { label: 'is empty', op: 'empty', fixed: 'true' },
  { label: 'is not empty', op: 'empty', fixed: 'false' },
]
const SAME: Question[] = [
  { label: 'is', op: 'is' },
  { label: 'is not', op: 'not' },
]
const CONTAINS: Question = { label: 'contains', op: 'contains' }

const QUESTIONS: Record<RecordColumn['kind'], Question[]> = {
  text: [...SAME, CONTAINS, ...EMPTY],
  uuid: [...SAME, ...EMPTY],
  boolean: [
    { label: 'is true', op: 'is', fixed: 'true' },
    { label: 'is false', op: 'is', fixed: 'false' },
    ...EMPTY,
  ],
  number: [
    ...SAME,
    { label: 'is at least', op: 'from' },
    { label: 'is at most', op: 'to' },
    { label: 'is between', op: 'from', until: 'to' },
    ...EMPTY,
  ],
  time: [
    { label: 'is after', op: 'after' },
    { label: 'is before', op: 'before' },
    { label: 'is between', op: 'from', until: 'before' },
    ...EMPTY,
  ],
  list: [{ label: 'has', op: 'is' }, { label: 'lacks', op: 'not' }, CONTAINS, ...EMPTY],
  json: [CONTAINS, ...EMPTY],
}

/** @param column a column. @returns what can be asked of it; of a secret only whether it is there. */
export function questionsOf({ kind, secret }: RecordColumn): Question[] {
  if (!secret) return QUESTIONS[kind]
  return [
    { label: 'is present', op: 'empty', fixed: 'false' },
    { label: 'is absent', op: 'empty', fixed: 'true' },
  ]
}

const WORDS: Record<Operator, string> = {
  is: 'is',
  not: 'is not',
  contains: 'contains',
  from: 'from',
  after: 'after',
  before: 'before',
  to: 'at most',
  empty: 'is empty',
}

/** @param condition a condition. @returns what it asks, without its column: "contains cal". */
export function conditionInWords({ op, value }: { op: Operator; value: string }): string {
  if (op === 'empty') return value === 'true' ? 'is empty' : 'is not empty'
  return `${WORDS[op]} ${value}`
}

/** @param condition a condition. @returns the name of its parameter in the URL. */
export function paramOf({ column, op }: Pick<Condition, 'column' | 'op'>): string {
  return op === 'is' ? column : `${column}.${op}`
}
