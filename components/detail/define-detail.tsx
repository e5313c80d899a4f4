import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { type ReactNode, Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { StandaloneDetail } from '@/components/detail/standalone'
import { DetailName } from '@/components/shell/detail-name'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { isUuid } from '@/lib/uuid'
import { DetailSkeleton } from './detail-skeleton'
import { MissingRow } from './missing-row'

type ContentProps<Found> = {
  found: Found
  /** Whether it is on its page; the panel's query is the list's. */
  standalone: boolean
  searchParams: Promise<SearchParams>
}

/** What the content of a detail receives, given the function that finds what it shows. */
export type DetailProps<Find extends (...names: never[]) => unknown> = ContentProps<
  NonNullable<Awaited<ReturnType<Find>>>
>

type Content<Found> = (props: ContentProps<Found>) => ReactNode | Promise<ReactNode>

type Detail<Params, Found> = {
  /** Title of the page and label of the panel: "Churn alert". */
  title: string
  /** In a sentence: "Churn alert not found". */
  what: string
  /** Path of its list. */
  list: string
  /** Finds what the address names; null where that does not exist. */
  find: (params: Params) => Promise<Found | null> | Found | null
  /** Its name in the breadcrumb and in the title of the tab. */
  name: (found: Found) => string
  Content: Content<Found>
  /** Whether the content lays out the whole width of its page by itself. */
  wide?: boolean
}

type Route<Params> = { params: Promise<Params>; searchParams: Promise<SearchParams> }

type Props<Params, Found> = { detail: Detail<Params, Found>; route: Route<Params> }

/** @returns a `find` by the id in the address; an id that is no UUID names nothing. */
export function byUuid<Found>(find: (id: string) => Promise<Found | null>) {
  return ({ id }: { id: string }) => (isUuid(id) ? find(id) : null)
}

/**
 * Declares a detail, which opens in a panel in its list and as a page at its address.
 * @returns what the route files export: `Panel` in `@panel/(.)[id]/page.tsx`, the others in `[id]/page.tsx`.
 */
export function defineDetail<Params, Found>(detail: Detail<Params, Found>) {
  const metadata: Metadata = { title: detail.title }
  return {
    metadata,
    // biome-ignore lint/correctness/noComponentHookFactories: a detail is declared once, at module scope.
    Page: (route: Route<Params>) => <DetailPage detail={detail} route={route} />,
    // biome-ignore lint/correctness/noComponentHookFactories: a detail is declared once, at module scope.
    Panel: (route: Route<Params>) => <DetailInList detail={detail} route={route} />,
  }
}

async function Body<Params, Found>({
  detail,
  route: { params, searchParams },
  standalone,
}: Props<Params, Found> & { standalone: boolean }) {
  const { what, list, find, name, Content, wide } = detail
  const found = await find(await params)
  if (found === null) return <MissingRow what={what} list={list} />
  const content = (
    <>
      <DetailName name={name(found)} />
      <Content found={found} searchParams={searchParams} standalone={standalone} />
    </>
  )
  return wide ? content : <article className="in-order flex min-h-full flex-col">{content}</article>
}

function DetailInList<Params, Found>(props: Props<Params, Found>) {
  const { title, what } = props.detail
  return (
    <Suspense>
      <DetailPanel label={title}>
        <PanelBoundary title={`The ${what}`}>
          <Suspense fallback={<DetailSkeleton />}>
            <Body {...props} standalone={false} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}

function DetailPage<Params, Found>(props: Props<Params, Found>) {
  const body = (
    <Suspense fallback={<DetailSkeleton />}>
      <StandaloneDetail>
        <Body {...props} standalone />
      </StandaloneDetail>
    </Suspense>
  )
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {props.detail.wide ? (
        body
      ) : (
        <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">{body}</div>
      )}
    </div>
  )
}
