import { type LucideIcon, Rows3 } from 'lucide-react'
import type { SearchParams } from 'nuqs/server'
import { type ComponentProps, type ReactNode, Suspense } from 'react'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format/format'
import { ICONS, type IconName } from '@/lib/icons'
import type { Counted, Empty, ListFilter } from '@/lib/lists/declaration'
import { countMatching } from '@/lib/lists/figures'
import { findShown } from '@/lib/lists/find-shown'
import type { List } from '@/lib/lists/names'
import type { Cursor } from '@/lib/lists/params'
import type { MaskedColumns } from '@/lib/masking/columns'
import type { CountName, SharedCounts } from '@/lib/pulse'
import { requireAdmin } from '@/lib/session/auth'
import { CountedAgo } from './counted-ago'
import { ListPage, ListRows } from './list-page'
import { NoMatch } from './no-match'
import { PageSkeleton } from './skeleton'
import { StateFilter } from './state-filter'

/** What is read of a declared list here. */
type Declared<Query> = {
  name: List
  title: string
  row: { one: string; many: string }
  icon?: IconName
  states: Readonly<Record<string, string>>
  keys: readonly (readonly [string, string])[]
  counted?: Counted
  empty: Empty | Readonly<Record<string, Empty>>
  newRows?: string | false
  read: (raw: SearchParams, now: number) => Query
}

type Query = {
  params: object
  ignored: string[]
  filter: ListFilter
  order: { by: string; descending: boolean }
  isFiltered: boolean
  home: string
  alsoCounted: CountName | null
  /** When the page was asked for, in milliseconds since 1970. */
  now: number
  /** How many rows a search for text with dots read, where it stopped before its end. */
  searched?: number | null
}

type OpenProps<Asked> = {
  list: {
    title: string
    read: (raw: SearchParams, now: number) => Asked | Promise<Asked>
    /** Of one list that is searched as its columns are shown. */
    rows?: string
    masked?: MaskedColumns
  }
  searchParams: Promise<SearchParams>
  /** The page of the list, given all that follows from the address. */
  children: (query: Asked) => ReactNode
}

async function Opened<Asked>({ list, searchParams, children }: OpenProps<Asked>) {
  await requireAdmin()
  const { rows, masked } = list
  const query = await list.read(await searchParams, Date.now())
  return children(rows && masked ? await findShown({ rows, masked }, query as Asked & Query) : query)
}

/** A declared list: reads its address once, and hands the query to everything on the page. */
export function OpenList<Asked>(props: OpenProps<Asked>) {
  return (
    <Suspense fallback={<PageSkeleton name={props.list.title} />}>
      <Opened {...props} />
    </Suspense>
  )
}

const stateOf = ({ params }: Query) => (params as { state?: string }).state ?? 'all'

async function Count({ list, query }: { list: Declared<unknown>; query: Query }) {
  const count = await countMatching(list.name, query.filter)
  const state = stateOf(query) === 'all' ? '' : stateOf(query)
  const { one, many, withState } = list.counted ?? {}
  const noun = count.matches === 1 ? one : many
  const shared = query.alsoCounted ? { [query.alsoCounted]: count.matches } : {}
  return (
    <>
      {[formatMatches(count), noun && !withState ? '' : state, noun].filter(Boolean).join(' ')}
      <CountedAgo at={query.now} shared={shared} />
    </>
  )
}

type AgeProps = { at: number; shared?: Promise<SharedCounts> }

async function Age({ at, shared }: AgeProps) {
  return <CountedAgo at={at} shared={await shared?.catch(() => ({}))} />
}

type ViewProps = Omit<ComponentProps<typeof ListPage>, 'name' | 'ignored' | 'searched'> & {
  list: Declared<unknown>
  query: Query
  /** With a `count` of its own: what else of the page the navigation counts, too. */
  shared?: Promise<SharedCounts>
}

/** The page of a declared list: its title, how many match, its states, and the parameters that were not understood. */
export function ListView({ list, query, count, shared, ...parts }: ViewProps) {
  const states = <StateFilter states={list.states} current={stateOf(query)} />
  return (
    <ListPage
      count={
        count ? (
          <>
            {count}
            <Suspense>
              <Age at={query.now} shared={shared} />
            </Suspense>
          </>
        ) : (
          <Count list={list} query={query} />
        )
      }
      actions={Object.keys(list.states).length > 0 && !parts.tabs ? states : undefined}
      {...parts}
      name={list.title}
      ignored={query.ignored}
      searched={query.searched}
    />
  )
}

/** What a table needs besides its rows: their order, their filter, and whether more match than are shown. */
export type Shown = { sort: { by: string; descending: boolean }; filter: ListFilter; more: boolean }

type Page<Row> = { rows: Row[]; before: Cursor | null; after: Cursor | null }

type RowsProps<Row> = {
  list: Declared<unknown>
  query: Query
  /** The page of rows, loading. */
  page: Promise<Page<Row>>
  /** Where there are no rows, instead of the icon of the list. */
  icon?: LucideIcon
  notice?: (rows: Row[]) => ReactNode
  /** The table of the rows. */
  children: (rows: Row[], shown: Shown) => ReactNode
}

/** One page of a declared list, or why there is none. */
export async function Rows<Row>({ list, query, page, icon, notice, children }: RowsProps<Row>) {
  const { rows, before, after } = await page
  const { filter, order, isFiltered, home } = query
  return (
    <ListRows
      keys={list.keys}
      edges={{ before, after }}
      shown={rows.length}
      // Rows that were found by what they show are these rows: what is new is not among them.
      newRows={
        list.newRows === false || filter.ids ? undefined : { list: list.name, filter, word: list.newRows }
      }
      notice={notice?.(rows)}
    >
      {rows.length > 0 ? (
        children(rows, { sort: order, filter, more: Boolean(before || after) })
      ) : isFiltered ? (
        <NoMatch what={list.row.many} href={home} />
      ) : (
        <NoRows list={list} state={stateOf(query)} icon={icon} />
      )}
    </ListRows>
  )
}

type NoRowsProps = { list: Declared<unknown>; state: string; icon?: LucideIcon }

function NoRows({ list, state, icon }: NoRowsProps) {
  const { empty } = list
  const [title, text] = isOne(empty) ? empty : (empty[state] ?? ['No rows', ''])
  return (
    <EmptyState icon={icon ?? (list.icon ? ICONS[list.icon] : Rows3)} title={title}>
      {text}
    </EmptyState>
  )
}

const isOne = (empty: Declared<unknown>['empty']): empty is Empty => Array.isArray(empty)
