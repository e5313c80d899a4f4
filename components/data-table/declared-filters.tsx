'use client'

import type { SearchField } from '@/lib/lists/search-syntax'
import { FacetFilter, type FacetRow } from './facet-filter'
import { SearchBox } from './search-box'

type Asked = { params: object; facets: Promise<FacetRow[]> }

type SearchProps = Asked & { list: { search: { label: string; fields: SearchField[] } } }

/** The search box of a declared list. */
export function ListSearch({ list: { search }, params, facets }: SearchProps) {
  const { q = '' } = params as { q?: string }
  return <SearchBox label={search.label} value={q} fields={search.fields} facets={facets} />
}

type FacetsProps<Facet extends string> = Asked & {
  list: { facets: Readonly<Record<Facet, string>> }
  /** Those that are shown; all without it. */
  only?: readonly NoInfer<Facet>[]
  /** The labels of a facet's values; the values themselves where there are none. */
  names?: Readonly<Partial<Record<NoInfer<Facet>, (value: string) => string>>>
}

/** The chips of a declared list's facets, in the order in which it declares them. */
export function FacetFilters<Facet extends string>({
  list,
  params,
  facets,
  only = Object.keys(list.facets) as Facet[],
  names,
}: FacetsProps<Facet>) {
  return only.map((name) => (
    <FacetFilter
      key={name}
      name={name}
      label={list.facets[name]}
      selected={(params as Record<string, string[]>)[name] ?? []}
      counts={facets}
      nameOf={names?.[name]}
    />
  ))
}
