import type { inferParserType, ParserMap } from 'nuqs/server'
import type { IconName } from '../icons'
import type { MaskedColumns } from '../masking/columns'
import type { NavigationEntry } from '../pages'
import type { PulseView } from '../pulse'
import type { Database } from '../supabase/database.types'
import type { PageHelp } from './help'
import type { BulkAction, List } from './names'
import type { Cursor, Period } from './params'
import type { SearchField } from './search-syntax'

/** A filter as the database functions take it. */
export type ListFilter = Record<string, string | string[] | null>

/** Why there are no rows: a title, and a sentence. */
export type Empty = readonly [title: string, text: string]

/** A list over time. */
export type ListChart = {
  /** The period where none is chosen; the last day without one. */
  period?: Exclude<Period, 'all'>
  bars: number | Readonly<Partial<Record<Period, number>>>
  /** The series that come first, in their order. */
  first?: readonly string[]
  /** Whether it shows the rows of every state. */
  allStates?: boolean
}

/** The noun after how many rows match, and whether their state stands before it. */
export type Counted = { one: string; many: string; withState?: boolean }

/** The values of parameters. */
export type Values<Params extends ParserMap> = inferParserType<Params>

/** The values of a list's parameters. */
export type ListParams<
  Params extends ParserMap,
  Looks extends ParserMap,
  Sort extends string,
> = Values<Params> &
  Values<Looks> & {
    sort: Sort
    order: 'asc' | 'desc' | null
    after: Cursor | null
    before: Cursor | null
  }

/** All that is particular to one list. Pages, exports, help, bench and tests read it; nothing here needs React or a server. */
export type Declaration<
  Name extends List,
  Params extends ParserMap,
  Looks extends ParserMap,
  Sort extends string,
  Facet extends string,
> = {
  /** As the database calls it (table private.lists). */
  name: Name
  /** Its heading. */
  title: string
  /** What one row is called, and several. */
  row: { one: string; many: string }
  /** Where it is shown; a list without a page is part of a detail. */
  page?: `/${string}`
  /** Stands for the list in the navigation, and where it has no rows. */
  icon?: IconName
  /** Its entry in the navigation, which the tab bar, the breadcrumb and the palette follow; one list of each page has it. */
  navigation?: NavigationEntry
  /** What the palette offers to do: a sentence, and the query in the address. */
  tasks?: Readonly<Record<string, string>>
  /** What the palette calls a row that it finds (database function find_anything). */
  found?: string
  /** The views of it that the sample admins share: a name, and the query in the address. */
  savedViews?: Readonly<Record<string, string>>
  /** Whether a row opens a detail of its own; it does unless this is false. */
  details?: false
  /** The `view` in the address, where the page shows several lists. */
  view?: string
  /** The parameters that become the filter, each under its own name. A parameter that is not declared is not accepted. */
  params: Params
  /** The parameters that show the same rows differently. */
  looks?: Looks
  /** What differs from the parameters in the filter. */
  filter?: (params: Values<Params>, now: number) => ListFilter
  /** The states with their labels, as they stand side by side; the first is the default. */
  states?: Readonly<Record<string, string>>
  /** The parameters that narrow every view of the list: no rows under these alone does not mean that nothing matches. */
  always?: readonly (keyof Params & string)[]
  /** The orders and what their columns hold; the first is the default. */
  sorts: Readonly<Record<Sort, 'text' | 'number' | 'time'>>
  /** The default order, where it depends on what is shown. */
  sortOf?: (params: Values<Params>) => NoInfer<Sort>
  /** The orders that begin with the smallest or oldest. */
  ascending?: readonly NoInfer<Sort>[]
  /** The database function that finds a page of rows. */
  rows: keyof Database['public']['Functions'] & `list_${string}`
  /** The columns that hold personal data, and how each is masked. */
  masked: MaskedColumns
  /** What can be done to everything that matches (table private.bulk_verbs). */
  bulk?: readonly BulkAction[]
  /** The keys in the status bar. */
  keys: readonly (readonly [key: string, what: string])[]
  /** What stands after how many match; their state without it. */
  counted?: Counted
  /** Which of its views count what the navigation and the overview count, too. */
  alsoCounted?: readonly PulseView[]
  /** Why there are no rows where nothing is filtered; by state where `state` is always chosen. */
  empty: Empty | Readonly<Record<string, Empty>>
  /** The parameters that are chosen from the values that rows have, with their labels (table private.list_facets). */
  facets?: Readonly<Record<Facet, string>>
  /** The search box: its label, and the parameter that each of its keys sets. */
  search?: {
    label: string
    keys: Readonly<Record<string, (keyof Params & string) | Omit<SearchField, 'key'>>>
  }
  chart?: ListChart
  /** What follows the number of new rows; false for a list that does not announce any. */
  newRows?: string | false
  help: PageHelp
  /** What the benchmark looks at besides the page as it opens: a name, and the query in the address. */
  bench?: Readonly<Record<string, string>>
  /** The query under which the sample data has rows, where the page as it opens has none. */
  sample?: string
  /** The picture in the documentation: another query, and whether the first row is open. */
  picture?: { query?: string; opens?: boolean }
}
