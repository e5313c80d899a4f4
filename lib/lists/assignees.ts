import { createParser, parseAsArrayOf } from 'nuqs/server'
import { isUuid } from '../uuid'

const assignee = createParser({
  parse: (value: string) => (value === 'nobody' || isUuid(value) ? value : null),
  serialize: (value: string) => value,
})

/** Who is on a row: any number of accounts, and "nobody". */
export const assignees = parseAsArrayOf(assignee).withDefault([])
