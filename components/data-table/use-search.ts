'use client'

import { useEffect, useRef, useState } from 'react'
import { notify } from '@/components/ui/toasts'
import { parseSearch, type SearchField } from '@/lib/lists/search-syntax'
import { isUuid } from '@/lib/uuid'
import { useListUrl } from './list-url'

/** The id of the customer that a name, e-mail address or phone number leads to. */
async function findCustomer(name: string): Promise<string | undefined> {
  if (isUuid(name)) return name
  const response = await fetch(`/search?q=${encodeURIComponent(name)}`)
  if (!response.ok) throw new Error(`The search answered ${response.status}`)
  const found = (await response.json()) as { kind: string; id: string }[]
  return found.find(({ kind }) => kind === 'customer')?.id
}

/**
 * What is typed into a list's search box, and what it becomes: keys with values turn into the list's
 * filters, the rest is searched for a moment after typing stops.
 */
export function useSearch(fields: SearchField[], value: string) {
  const { change, pending, query } = useListUrl()
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** What was pasted, for as long as it stands unchanged: keys in it are part of a message, unless it is nothing but keys. */
  const pasted = useRef<string>(undefined)

  function read(typed: string) {
    const parsed = parseSearch(typed, fields)
    if (typed !== pasted.current || parsed.text === '') return parsed
    return { text: parseSearch(typed, []).text, values: {}, refused: [] }
  }

  useEffect(() => () => clearTimeout(timer.current), [])

  async function apply(typed: string) {
    clearTimeout(timer.current)
    const { text: rest, values, refused } = read(typed)
    // What no key was taken out of stays as it was typed.
    if (Object.keys(values).length > 0) setText(rest)
    for (const { token, takes } of refused) {
      notify({
        title: `${token} was not understood`,
        description: `It may be ${takes.join(', ')}.`,
        failed: true,
      })
    }
    const selected = new URLSearchParams(query)
    const wanted: Record<string, string | string[] | null> = { q: rest }
    for (const [param, given] of Object.entries(values)) {
      const isMany = fields.some((field) => field.param === param && field.many)
      const before = selected.get(param)?.split(',').filter(Boolean) ?? []
      const all = [...before.map((item) => item.replaceAll('%2C', ',')), ...given]
      wanted[param] = isMany ? [...new Set(all)] : (given.at(-1) ?? null)
    }
    if (values.customer) {
      const [name = ''] = values.customer.slice(-1)
      const id = await findCustomer(name).catch(() => null)
      if (!id) {
        notify({
          title: id === null ? 'The customer could not be looked up' : `No customer is called ${name}`,
          failed: true,
        })
        return setText(typed)
      }
      wanted.customer = id
    }
    change(wanted, 'replace')
  }

  function type(typed: string) {
    setText(typed)
    clearTimeout(timer.current)
    const { text: rest, values } = read(typed)
    const isBegun = ({ key, path }: SearchField) =>
      path ? typed.includes(`${key}.`) : typed.endsWith(`${key}:`)
    const hasFields = Object.keys(values).length > 0 || (typed !== pasted.current && fields.some(isBegun))
    // A field is taken over once a blank follows it; until then it may still grow.
    if (!hasFields) timer.current = setTimeout(() => change({ q: rest }, 'replace'), 250)
    else if (/\s$/.test(typed) && typed.split('"').length % 2 === 1) apply(typed)
  }

  /** Takes what is pasted in one line: a box of one line would join the last word of each with the next. */
  function paste(typed: string) {
    pasted.current = typed
    type(typed)
  }

  return { text, pending, type, paste, apply }
}
