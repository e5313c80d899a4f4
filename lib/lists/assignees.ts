import { createParser, parseAsArrayOf } from 'nuqs/server'
import { isUuid } from '../uuid'

const assignee = createParser({
  parse: (value: string) => (value === 'nobody' || isUuid(value) ? value : null),
  serialize: (value: string) => value,
})

/** The assignees to filter by: any number of accounts, and "nobody". */
export const assignees = parseAsArrayOf(assignee).withDefault([])
