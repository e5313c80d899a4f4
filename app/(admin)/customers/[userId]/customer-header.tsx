import { Suspense } from 'react'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { PanelBoundary, QuietBoundary } from '@/components/ui/panel-boundary'
import { Written } from '@/components/ui/written'
import { plainName } from '@/lib/format/format'
import { listAdmins } from '@/lib/session/admins'
import { riskTone, tradeName } from '../labels'
import type { findCustomer } from '../queries'
import { readBilling, readOwner, readUsage } from './account-queries'
import { CustomerVerbs } from './customer-verbs'
import { planName, subscriptionTone } from './plans'
import { RevealContact } from './reveal-contact'
import { ScoreDial } from './score-dial'

type Customer = NonNullable<Awaited<ReturnType<typeof findCustomer>>>

async function Verbs({ customer }: { customer: string }) {
  const [owner, admins, usage] = await Promise.all([readOwner(customer), listAdmins(), readUsage(customer)])
  return (
    <CustomerVerbs
      customer={customer}
      owner={owner?.admin_id ?? null}
      admins={admins}
      stopped={usage ? usage.hard_stop_active : null}
    />
  )
}

/** Whether they pay, and whether they are stopped. */
async function Status({ customer }: { customer: string }) {
  const [{ subscription }, usage] = await Promise.all([readBilling(customer), readUsage(customer)])
  return (
    <>
      {subscription ? (
        <Badge tone={subscriptionTone(subscription.status)}>
          {plainName(subscription.status ?? 'unknown')}
        </Badge>
      ) : (
        <Badge>No subscription</Badge>
      )}
      {usage?.hard_stop_active ? <Badge tone="critical">Stopped</Badge> : null}
    </>
  )
}

/** Who the customer is, how they stand, how to reach them, and what can be done for them. */
export function CustomerHeader({ customer }: { customer: Customer }) {
  const { user_id, business_name, tier, risk_level, email } = customer
  return (
    <div className="flex min-w-0 items-start gap-4 px-4 py-4">
      <ScoreDial grade={customer.grade} score={customer.score} />
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="text-xl font-semibold tracking-tight break-words">
            <Written>{business_name ?? 'Unnamed customer'}</Written>
          </h1>
          <Badge>{planName(tier)}</Badge>
          {risk_level ? (
            <Badge tone={riskTone(risk_level)}>
              <span className="first-letter:uppercase">{risk_level} risk</span>
            </Badge>
          ) : null}
          <QuietBoundary>
            <Suspense fallback={<span className="skeleton h-[18px] w-14" />}>
              <Status customer={user_id} />
            </Suspense>
          </QuietBoundary>
        </div>
        <p className="flex flex-wrap items-center gap-x-3 text-fg-2">
          <span>
            {tradeName(customer.industry)}, area code {customer.area_code ?? 'unknown'}
          </span>
          <span>
            {email ? (
              <RevealContact customer={user_id} field="email" name="the owner’s address">
                {email}
              </RevealContact>
            ) : null}
          </span>
          <span className="inline-flex items-center text-xs text-fg-3">
            <code className="font-mono">{user_id.slice(0, 8)}</code>
            <CopyButton text={user_id} label="Copy the id" />
          </span>
        </p>
        <PanelBoundary title="What can be done">
          <Suspense fallback={<span className="skeleton h-7 w-64 max-sm:h-24 max-sm:w-48" />}>
            <Verbs customer={user_id} />
          </Suspense>
        </PanelBoundary>
      </div>
    </div>
  )
}
