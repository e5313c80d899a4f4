import { type ReactNode, Suspense } from 'react'
import { IgnoredParams } from '@/components/data-table/ignored-params'
import { CommentForm } from '@/components/detail/comment-form'
import { type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Section } from '@/components/detail/section'
import { HealthBreakdown } from '@/components/health/health-breakdown'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { readParams } from '@/lib/lists/params'
import { customerDetail } from '../detail'
import type { findCustomer } from '../queries'
import { AgentCard } from './agent-card'
import { BillingCard } from './billing-card'
import { Costs } from './costs'
import { CustomerHeader } from './customer-header'
import { OpenNow, OpenNowSkeleton } from './open-now'
import { PeopleCard } from './people-card'
import { ScoreTrend } from './score-trend'
import { timelineParsers, timelineSorts } from './search-params'
import { Timeline } from './timeline'
import { TimelineFilters } from './timeline-filters'
import { UsageCard } from './usage-card'

/** A part of the page that reads, and fails, for itself. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PanelBoundary title={title}>
      <Suspense fallback={<span className="skeleton block h-28 w-full" />}>{children}</Suspense>
    </PanelBoundary>
  )
}

function Card({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Section title={title} note={note}>
      <Part title={title}>{children}</Part>
    </Section>
  )
}

/** Everything about one customer: who they are, how they stand, what happened, and what can be done. */
export const { metadata, Page } = defineDetail({ ...customerDetail, Content: CustomerPage, wide: true })

async function CustomerPage({ found: customer, searchParams }: DetailProps<typeof findCustomer>) {
  const { user_id: userId } = customer
  const { params, ignored } = readParams(timelineParsers, await searchParams, timelineSorts)
  return (
    <article className="@container/customer min-h-full max-sm:in-order">
      <IgnoredParams names={ignored} />
      <div className="grid border-b border-line max-sm:in-order @min-[900px]/customer:grid-cols-[minmax(0,1fr)_minmax(300px,31%)]">
        <CustomerHeader customer={customer} />
        <div className="border-line px-4 py-3 @max-[900px]/customer:border-t @min-[900px]/customer:border-l">
          <Part title="The score’s history">
            <ScoreTrend customer={userId} />
          </Part>
        </div>
      </div>
      <div className="grid @min-[640px]/customer:grid-cols-2 @min-[1150px]/customer:grid-cols-[300px_minmax(0,1fr)_320px]">
        <div className="in-order @min-[640px]/customer:border-r @min-[640px]/customer:border-line">
          <Section title={customer.score === null ? 'No score yet' : `Why the score is ${customer.score}`}>
            <HealthBreakdown health={customer.health} customer={userId} />
          </Section>
          <Card title="Usage this period">
            <UsageCard customer={userId} />
          </Card>
          <Card title="What failures cost" note="in 30 days">
            <Costs customer={userId} />
          </Card>
        </div>
        <div className="min-w-0 @max-[1150px]/customer:order-last @max-[1150px]/customer:col-span-full @max-[1150px]/customer:border-t @max-[1150px]/customer:border-line">
          <TimelineFilters customer={userId} params={params} />
          <div className="border-b border-line px-4 pt-2.5">
            <CommentForm entity="profiles" id={userId} />
          </div>
          <Part title="The timeline">
            <Timeline customer={userId} params={params} />
          </Part>
        </div>
        <div className="in-order @min-[1150px]/customer:border-l @min-[1150px]/customer:border-line">
          <Section title="Open now">
            <PanelBoundary title="What is open">
              <Suspense fallback={<OpenNowSkeleton />}>
                <OpenNow customer={customer} />
              </Suspense>
            </PanelBoundary>
          </Section>
          <Card title="Agent">
            <AgentCard customer={userId} />
          </Card>
          <Card title="Subscription">
            <BillingCard customer={userId} />
          </Card>
          <Card title="People">
            <PeopleCard customer={userId} />
          </Card>
        </div>
      </div>
    </article>
  )
}
