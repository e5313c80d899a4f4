import { type List, listOf } from '@/lib/lists/names'
import { agents } from './agents/list'
import { alerts } from './alerts/list'
import { audit } from './audit/list'
import { churn } from './churn/list'
import { customers } from './customers/list'
import { deliveries } from './deliveries/list'
import { errorGroups } from './errors/_groups/list'
import { errors } from './errors/list'
import { missingEvents } from './missing-events/list'
import { discrepancies, reconciliation } from './reconciliation/list'
import { sessions } from './sessions/list'
import { unknownNumbers } from './unknown-numbers/list'
import { usage } from './usage/list'
import { webhooks } from './webhooks/list'

/** Every list of the console by its name. */
export const lists = {
  errors,
  error_groups: errorGroups,
  alerts,
  churn,
  webhooks,
  customers,
  usage,
  agents,
  reconciliation,
  discrepancies,
  missing_events: missingEvents,
  unknown_numbers: unknownNumbers,
  deliveries,
  sessions,
  audit,
} satisfies { [Name in List]: { name: Name } }

export type Declared = (typeof lists)[List]

/**
 * @param shown the list as its page is called: "unknown_numbers".
 * @param view the `view` in the address, where a page shows several lists.
 */
export function listShownAs(shown: string, view?: string | string[]): Declared | undefined {
  const candidates = Object.values(lists).filter(({ page, name }) => (page ? listOf(page) : name) === shown)
  return candidates.find((list) => list.view === view) ?? candidates.find((list) => !list.view)
}

/**
 * @param list which list.
 * @param filter as the database functions take it.
 * @returns the keys of the filter that the list does not declare, besides the ids of rows. The database would leave them out, and more rows match.
 */
export function undeclaredKeys(list: List, filter: object): string[] {
  const known = ['ids', ...Object.keys(lists[list].read({}, 0).filter)]
  return Object.keys(filter).filter((key) => !known.includes(key))
}
