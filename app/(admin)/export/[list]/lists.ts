import 'server-only'
import type { SearchParams } from 'nuqs/server'
import { listAgents } from '@/app/(admin)/agents/queries'
import { agentsParsers } from '@/app/(admin)/agents/search-params'
import { listAlerts } from '@/app/(admin)/alerts/queries'
import { alertsParsers } from '@/app/(admin)/alerts/search-params'
import { listAudit } from '@/app/(admin)/audit/queries'
import { auditParsers, auditSortKind } from '@/app/(admin)/audit/search-params'
import { listChurn } from '@/app/(admin)/churn/queries'
import { churnParsers } from '@/app/(admin)/churn/search-params'
import { listCustomers } from '@/app/(admin)/customers/queries'
import { customersParsers } from '@/app/(admin)/customers/search-params'
import { listDeliveries } from '@/app/(admin)/deliveries/queries'
import { deliveriesParsers } from '@/app/(admin)/deliveries/search-params'
import { listGroups } from '@/app/(admin)/errors/_groups/queries'
import { GROUP_SORTS, groupsParsers } from '@/app/(admin)/errors/_groups/search-params'
import { listErrors } from '@/app/(admin)/errors/queries'
import { errorsParsers } from '@/app/(admin)/errors/search-params'
import { listMissingEvents } from '@/app/(admin)/missing-events/queries'
import { missingEventsParsers } from '@/app/(admin)/missing-events/search-params'
import { listDiscrepancies, listRuns } from '@/app/(admin)/reconciliation/queries'
import { discrepancyParsers, reconciliationParsers } from '@/app/(admin)/reconciliation/search-params'
import { listSessions } from '@/app/(admin)/sessions/queries'
import { SESSION_SORTS, sessionsParsers } from '@/app/(admin)/sessions/search-params'
import { listUnknownNumbers } from '@/app/(admin)/unknown-numbers/queries'
import { unknownNumbersParsers } from '@/app/(admin)/unknown-numbers/search-params'
import { listUsage } from '@/app/(admin)/usage/queries'
import { usageParsers } from '@/app/(admin)/usage/search-params'
import { listWebhooks } from '@/app/(admin)/webhooks/queries'
import { webhooksParsers } from '@/app/(admin)/webhooks/search-params'
import { type Cursor, readParams } from '@/lib/list-params'

/** As many rows as the database gives in one call, one of which only says that there are more. */
const ROWS_PER_CALL = 199

type Page = { rows: Record<string, unknown>[]; after: Cursor | null }
type Read = (after: Cursor | null) => Promise<Page>
type Place = { after: Cursor | null; before: null; pageSize: number }

const place = (after: Cursor | null): Place => ({ after, before: null, pageSize: ROWS_PER_CALL })

/** How each list is read from its first row to its last, as the parameters of its address say. */
export const readers: Record<string, (raw: SearchParams) => Read> = {
  errors: (raw) => (after) =>
    raw.view === 'rows'
      ? listErrors({ ...readParams(errorsParsers, raw).params, ...place(after) })
      : listGroups({ ...readParams(groupsParsers, raw, GROUP_SORTS).params, ...place(after) }),
  alerts: (raw) => (after) => listAlerts({ ...readParams(alertsParsers, raw).params, ...place(after) }),
  churn: (raw) => (after) => listChurn({ ...readParams(churnParsers, raw).params, ...place(after) }),
  webhooks: (raw) => (after) => listWebhooks({ ...readParams(webhooksParsers, raw).params, ...place(after) }),
  customers: (raw) => (after) =>
    listCustomers({ ...readParams(customersParsers, raw).params, ...place(after) }),
  usage: (raw) => (after) => listUsage({ ...readParams(usageParsers, raw).params, ...place(after) }),
  agents: (raw) => (after) => listAgents({ ...readParams(agentsParsers, raw).params, ...place(after) }),
  reconciliation: (raw) => (after) =>
    listRuns({ ...readParams(reconciliationParsers, raw).params, ...place(after) }),
  discrepancies: (raw) => (after) =>
    listDiscrepancies({ ...readParams(discrepancyParsers, raw).params, ...place(after) }),
  unknown_numbers: (raw) => (after) =>
    listUnknownNumbers({ ...readParams(unknownNumbersParsers, raw).params, ...place(after) }),
  deliveries: (raw) => (after) =>
    listDeliveries({ ...readParams(deliveriesParsers, raw).params, ...place(after) }),
  missing_events: (raw) => (after) =>
    listMissingEvents({ ...readParams(missingEventsParsers, raw).params, ...place(after) }),
  sessions: (raw) => (after) =>
    listSessions({ ...readParams(sessionsParsers, raw, SESSION_SORTS).params, ...place(after) }),
  audit: (raw) => (after) =>
    listAudit({ ...readParams(auditParsers, raw, auditSortKind).params, ...place(after) }),
}
