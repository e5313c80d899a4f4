import { Suspense } from 'react'
import { type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Facts, Section } from '@/components/detail/section'
import { HealthBreakdown } from '@/components/health/health-breakdown'
import { Badge } from '@/components/ui/badge'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { Moment } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { isUuid } from '@/lib/uuid'
import { OpenNow, OpenNowSkeleton } from './[userId]/open-now'
import { ScoreDial } from './[userId]/score-dial'
import { riskTone, tradeName } from './labels'
import { findCustomer } from './queries'

type Customer = DetailProps<typeof findCustomer>['found']

/** What the summary of a customer in the panel and the page with everything else share. */
export const customerDetail = {
  title: 'Customer',
  what: 'customer',
  list: '/customers',
  find: ({ userId }: { userId: string }) => (isUuid(userId) ? findCustomer(userId) : null),
  name: ({ business_name }: Customer) => business_name ?? 'Unnamed customer',
}

export const { Panel } = defineDetail({ ...customerDetail, Content: CustomerSummary })

function CustomerSummary({ found: customer }: DetailProps<typeof findCustomer>) {
  return (
    <>
      <Section>
        <div className="flex items-center gap-4">
          <ScoreDial grade={customer.grade} score={customer.score} />
          <div className="min-w-0">
            <h2 className="text-lg font-semibold tracking-tight break-words">
              <Written>{customer.business_name ?? 'Unnamed customer'}</Written>
            </h2>
            <p className="mt-1 flex flex-wrap gap-1.5">
              {customer.tier ? (
                <Badge>
                  <span className="capitalize">{customer.tier}</span>
                </Badge>
              ) : null}
              {customer.risk_level ? (
                <Badge tone={riskTone(customer.risk_level)}>
                  <span className="first-letter:uppercase">{customer.risk_level} risk</span>
                </Badge>
              ) : null}
            </p>
          </div>
        </div>
        <p className="mt-2">
          {/* A plain link on purpose: a full load shows the page instead of the panel. */}
          <a href={`/customers/${customer.user_id}`} className="text-accent-text hover:underline">
            Timeline, usage, costs and everything else
          </a>
        </p>
        <Facts
          facts={[
            ['Trade', tradeName(customer.industry)],
            ['Area code', customer.area_code ?? '—'],
            ['Owner', customer.email ?? '—'],
            [
              'Calculated',
              customer.last_calculated ? <Moment key="at" at={customer.last_calculated} /> : 'Never',
            ],
            ['Id', <code key="id">{customer.user_id}</code>],
          ]}
        />
      </Section>
      <Section title={customer.score === null ? 'No score yet' : `Why the score is ${customer.score}`}>
        <HealthBreakdown health={customer.health} customer={customer.user_id} />
      </Section>
      <Section title="Open now">
        <PanelBoundary title="What is open">
          <Suspense fallback={<OpenNowSkeleton />}>
            <OpenNow customer={customer} />
          </Suspense>
        </PanelBoundary>
      </Section>
    </>
  )
}
