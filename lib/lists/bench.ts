/** Customer 1 of the benchmark's rows: the one that causes a fifth of everything. */
export const BUSY_CUSTOMER = '1c1e3dd0-9531-4f30-824a-c021ca3b95b8'

/**
 * What the benchmark looks at in every queue.
 * @param state the state under which most rows are.
 * @param type the query for rows of one type.
 */
export const queueBench = (state: string, type: string) => ({
  all: 'state=all',
  'one type': `state=${state}&${type}`,
  'busy customer': `state=all&customer=${BUSY_CUSTOMER}`,
  'last 7 days': 'state=all&period=7d',
  'text search': 'state=all&q=a1b2',
})
