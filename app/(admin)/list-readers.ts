import 'server-only'
import type { QueryOf } from '@/lib/lists/define-list'
import type { List } from '@/lib/lists/names'
import type { Cursor } from '@/lib/lists/params'
import type { PageQuery } from '@/lib/lists/read-page'
import { listAgents } from './agents/queries'
import { listAlerts } from './alerts/queries'
import { listAudit } from './audit/queries'
import { listChurn } from './churn/queries'
import { listCustomers } from './customers/queries'
import { listDeliveries } from './deliveries/queries'
import { listGroups } from './errors/_groups/queries'
import { listErrors } from './errors/queries'
import type { lists } from './lists'
import { listMissingEvents } from './missing-events/queries'
import { listDiscrepancies, listRuns } from './reconciliation/queries'
import { listSessions } from './sessions/queries'
import { listUnknownNumbers } from './unknown-numbers/queries'
import { listUsage } from './usage/queries'
import { listWebhooks } from './webhooks/queries'

/** Reads one page of a list. */
export type Reader<Sort extends string = string> = (
  query: PageQuery<Sort>,
) => Promise<{ rows: Record<string, unknown>[]; after: Cursor | null }>

type SortOf<Name extends List> = QueryOf<(typeof lists)[Name]>['order']['by']

/** How a page of each list is read. */
export const readers: { [Name in List]: Reader<SortOf<Name>> } = {
  errors: listErrors,
  error_groups: listGroups,
  alerts: listAlerts,
  churn: listChurn,
  webhooks: listWebhooks,
  customers: listCustomers,
  usage: listUsage,
  agents: listAgents,
  reconciliation: listRuns,
  discrepancies: listDiscrepancies,
  missing_events: listMissingEvents,
  unknown_numbers: listUnknownNumbers,
  deliveries: listDeliveries,
  sessions: listSessions,
  audit: listAudit,
}
