'use client'

import { Columns3, X } from 'lucide-react'
import { useListUrl } from '@/components/data-table/list-url'
import { SearchBox } from '@/components/data-table/search-box'
import { Button } from '@/components/ui/button'
import { Menu, MenuCheckboxItem } from '@/components/ui/menu'
import type { SearchField } from '@/lib/lists/search-syntax'
import { conditionInWords, paramOf } from '../labels'
import type { RecordColumn } from '../table'
import { AddFilter } from './add-filter'
import type { Condition } from './search-params'

/** The keys of the search box: `status:active`. */
function fieldsOf(columns: RecordColumn[]): SearchField[] {
  return columns
    .filter(({ secret, kind }) => !secret && kind !== 'json')
    .map(({ name, kind, choices }) => {
      const words = choices ?? (kind === 'boolean' ? ['true', 'false'] : null)
      return {
        key: name,
        param: name,
        words: words ? Object.fromEntries(words.map((word) => [word, word])) : undefined,
      }
    })
}

type Props = { columns: RecordColumn[]; conditions: Condition[]; q: string; shown: string[] }

/** The filter bar of a table: search, one chip for each condition, a way to add one, and which columns are shown. */
export function RecordsFilters({ columns, conditions, q, shown }: Props) {
  return (
    <>
      <SearchBox key={q} label="Search every text" value={q} fields={fieldsOf(columns)} />
      {conditions.map((condition) => (
        <ConditionChip key={paramOf(condition)} condition={condition} />
      ))}
      <AddFilter columns={columns} />
      <ColumnsMenu columns={columns} shown={shown} />
    </>
  )
}

function ConditionChip({ condition }: { condition: Condition }) {
  const { change } = useListUrl()
  const words = conditionInWords(condition)
  return (
    <span className="inline-flex h-[26px] flex-none items-center overflow-hidden rounded-md border border-line-strong bg-raised text-xs whitespace-nowrap max-sm:h-11">
      <span className="max-w-72 truncate px-2" title={`${condition.column} ${words}`}>
        <span className="font-mono text-fg-2">{condition.column}</span> {words}
      </span>
      <button
        type="button"
        aria-label={`Remove the filter ${condition.column} ${words}`}
        onClick={() => change({ [paramOf(condition)]: null })}
        className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}

function ColumnsMenu({ columns, shown }: { columns: RecordColumn[]; shown: string[] }) {
  const { change } = useListUrl()
  return (
    <span className="ml-auto flex-none">
      <Menu
        align="end"
        trigger={
          <Button size="small">
            <Columns3 aria-hidden className="size-3.5" />
            Columns
          </Button>
        }
      >
        {columns.map(({ name, type }) => (
          <MenuCheckboxItem
            key={name}
            checked={shown.includes(name)}
            onCheckedChange={(on) =>
              change({ columns: on ? [...shown, name] : shown.filter((other) => other !== name) })
            }
            detail={<span className="text-xs">{type}</span>}
          >
            {name}
          </MenuCheckboxItem>
        ))}
      </Menu>
    </span>
  )
}
