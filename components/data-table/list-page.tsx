import { headers } from 'next/headers'
import { type ReactNode, Suspense } from 'react'
import { classNames } from '@/components/ui/class-names'
import { LineBoundary, PanelBoundary } from '@/components/ui/panel-boundary'
import { formatQuantity } from '@/lib/format/format'
import { ExportMenu } from './export-menu'
import { IgnoredParams } from './ignored-params'
import { NewRows, type NewRowsOf } from './new-rows'
import { type PageEdges, Pager } from './pager'
import { SearchLimit } from './search-limit'
import { TableSkeleton } from './skeleton'
import { StatusBar } from './status-bar'
import { TableMenu } from './table-menu'
import { ViewsMenu } from './views-menu'

type Props = {
  name: string
  /** How many match; loads on its own. */
  count?: ReactNode
  /** On the right of the title: usually the states as a segmented control. */
  actions?: ReactNode
  /** Instead of views and export, for a page that is no list of its own. */
  tools?: ReactNode
  /** Names of parameters in the URL that were not understood. */
  ignored: string[]
  /** How many rows a search read that stopped before its end. */
  searched?: number | null
  /** Views of the list as links, under the title. */
  tabs?: ReactNode
  /** Figures above the filters; load on their own. */
  figures?: ReactNode
  /** The class that keeps the room of the figures. */
  figuresHeight?: string
  filters: ReactNode
  chart?: ReactNode
  /** Charts and figures beside the rows, where there is room for them. */
  insights?: ReactNode
  /** The rows; load on their own. */
  children: ReactNode
}

/** The layout of every list: title with count, filters, chart, rows. Each part loads and fails alone. */
export function ListPage(props: Props) {
  const {
    name,
    count,
    actions,
    tools,
    ignored,
    searched = null,
    tabs,
    filters,
    chart,
    insights,
    children,
  } = props
  const { figures, figuresHeight = 'min-h-32' } = props
  const body = (
    <>
      <div className="flex min-h-11 flex-none items-center gap-2 overflow-x-auto border-b border-line px-4 max-sm:py-1">
        {filters}
      </div>
      {chart ? (
        <div className="h-28 flex-none border-b border-line px-4 pt-2 pb-1 max-sm:h-20 max-sm:pt-1 max-sm:pb-0.5">
          <LineBoundary title="The chart">
            <Suspense fallback={<div className="skeleton h-full" />}>{chart}</Suspense>
          </LineBoundary>
        </div>
      ) : null}
      <PanelBoundary title={name}>
        <Suspense fallback={<TableSkeleton />}>{children}</Suspense>
      </PanelBoundary>
    </>
  )
  return (
    <>
      <div className="@container/head flex-none border-b border-line">
        <div className="flex min-h-[43px] items-center gap-2.5 px-4 max-lg:flex-wrap max-lg:gap-y-2 max-lg:py-2 max-sm:gap-y-1 max-sm:py-1.5">
          <h1 className="text-md font-semibold tracking-tight max-sm:hidden">{name}</h1>
          <p
            translate="no"
            className="min-w-0 flex-1 truncate text-fg-2 max-sm:order-2 max-sm:line-clamp-2 max-sm:text-xs max-sm:whitespace-normal"
          >
            <PanelCount>{count}</PanelCount>
          </p>
          {actions}
          <div className="flex flex-none items-center gap-2.5 max-sm:order-3 max-sm:h-12 max-sm:gap-1.5">
            {tools ?? (
              <>
                <TableMenu />
                <ViewsMenu />
                <ExportMenu />
              </>
            )}
          </div>
        </div>
      </div>
      <IgnoredParams names={ignored} />
      <SearchLimit read={searched} />
      {tabs ? <div className="h-10 flex-none border-b border-line px-4 max-sm:h-12">{tabs}</div> : null}
      {figures ? (
        <div className={`@container/figures flex-none border-b border-line ${figuresHeight}`}>
          <PanelBoundary title="The figures">
            <Suspense fallback={<div className="skeleton m-4 h-16" />}>{figures}</Suspense>
          </PanelBoundary>
        </div>
      ) : null}
      {insights ? (
        <div className="@container/page flex min-h-0 flex-1">
          <div className="flex min-w-0 flex-1 flex-col">{body}</div>
          <aside
            aria-label="Insights"
            className="hidden w-[284px] flex-none overflow-y-auto border-l border-line @min-[1100px]/page:block"
          >
            {insights}
          </aside>
        </div>
      ) : (
        body
      )}
    </>
  )
}

function PanelCount({ children }: { children: ReactNode }) {
  return (
    <LineBoundary title="The count">
      <Suspense fallback={<span className="skeleton inline-block h-3 w-24" />}>{children}</Suspense>
    </LineBoundary>
  )
}

/** The scrolling rows of a list above its foot: keys, and the way to the pages before and after. */
export async function ListRows({
  keys,
  edges,
  shown,
  wide = false,
  newRows,
  notice,
  children,
}: {
  keys: readonly (readonly [string, string])[]
  edges: PageEdges
  shown: number
  /** Whether the rows may be wider than the list, which then scrolls sideways. */
  wide?: boolean
  /** The list and filter that new rows are counted by; without it the list does not announce any. */
  newRows?: NewRowsOf
  /** A notice about the rows, below them, so that it covers none. */
  notice?: ReactNode
  children: ReactNode
}) {
  // The request began before the rows were read: what has come since is not among them, or counts as new.
  const since = new Date(Number((await headers()).get('x-now'))).toISOString()
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {/* On a phone the foot scrolls with the rows, and stays in sight only while it says that there are new ones;
          elsewhere this is no box, and the foot stands last. */}
      <div className="max-sm:min-h-0 max-sm:flex-1 max-sm:overflow-x-hidden max-sm:overflow-y-auto max-sm:has-[[data-foot]_button]:[--foot:48px] sm:contents">
        <div
          className={classNames(
            '@container/list min-h-0 flex-1 scroll-pb-12 sm:overflow-y-auto',
            wide ? 'overflow-x-auto' : 'sm:overflow-x-hidden sm:has-[[data-wide]]:overflow-x-auto',
          )}
        >
          {children}
        </div>
        <StatusBar keys={keys}>
          {newRows ? <NewRows {...newRows} since={since} /> : null}
          {shown > 0 ? (
            <span className="max-md:hidden">{formatQuantity(shown, 'row')} on this page</span>
          ) : null}
          <Pager {...edges} />
        </StatusBar>
      </div>
      {notice}
    </div>
  )
}
