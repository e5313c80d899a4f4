'use client'

import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useListUrl } from '@/components/data-table/list-url'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { paramOf, type Question, questionsOf } from '../labels'
import type { RecordColumn } from '../table'

const field =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 text-[12.5px] max-sm:h-11 max-sm:text-base'

/** A time as the form gives it is the reader's own; the address holds it in UTC. */
function asWritten(kind: RecordColumn['kind'], value: string): string {
  // The database knows no sign before a year over 9999.
  return kind === 'time' && value ? new Date(value).toISOString().replace(/^\+0*/, '') : value.trim()
}

/** Asks something of one column: which, what, and the value. */
export function AddFilter({ columns }: { columns: RecordColumn[] }) {
  const { change } = useListUrl()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [place, setPlace] = useState(0)
  const column = columns.find((candidate) => candidate.name === name) ?? columns[0]
  if (!column) return null
  const questions = questionsOf(column)
  const question = questions[place] ?? questions[0]

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!column || !question) return
    const form = new FormData(event.currentTarget)
    const given = (key: string) => asWritten(column.kind, String(form.get(key) ?? ''))
    const asked = { [paramOf({ column: column.name, op: question.op })]: question.fixed ?? given('value') }
    if (question.until) asked[paramOf({ column: column.name, op: question.until })] = given('until')
    change(asked)
    setOpen(false)
  }

  return (
    <Popover
      label="Add a filter"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className="inline-flex h-[26px] flex-none items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2 text-xs whitespace-nowrap text-fg-2 hover:bg-hover max-sm:h-11"
        >
          <Plus aria-hidden className="size-3" />
          Filter
        </button>
      }
    >
      <form onSubmit={apply} className="flex flex-col gap-2">
        <select
          aria-label="Column"
          className={field}
          value={column.name}
          onChange={(event) => {
            setName(event.target.value)
            setPlace(0)
          }}
        >
          {columns.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </select>
        <select
          aria-label="Question"
          className={field}
          value={place}
          onChange={(event) => setPlace(Number(event.target.value))}
        >
          {questions.map((each, at) => (
            <option key={each.label} value={at}>
              {each.label}
            </option>
          ))}
        </select>
        {question ? (
          <Values key={`${column.name} ${question.label}`} column={column} question={question} />
        ) : null}
        <Button type="submit" variant="primary">
          Add the filter
        </Button>
      </form>
    </Popover>
  )
}

function Values({ column, question }: { column: RecordColumn; question: Question }) {
  if (question.fixed !== undefined) return null
  if (column.choices && question.op !== 'contains') {
    return (
      <select name="value" aria-label="Value" className={field}>
        {column.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  }
  const type = { time: 'datetime-local', number: 'number' }[column.kind as string] ?? 'text'
  const input = { type, step: 'any', required: true, autoComplete: 'off', className: field }
  return (
    <>
      <input name="value" aria-label={question.until ? 'From' : 'Value'} {...input} />
      {question.until ? <input name="until" aria-label="Until" {...input} /> : null}
    </>
  )
}
