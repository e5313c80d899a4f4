import { describe, expect, test } from 'vitest'
import { cutPage, PAGE_SIZE } from './page-rows'

const rows = (n: number) => Array.from({ length: n }, (_, i) => `r${i}`)
const cursorOf = (row: string): [string, string] => [row, row]

describe('cutPage', () => {
  test('the first page has rows after it only when one more came', () => {
    expect(cutPage(rows(PAGE_SIZE), { after: null, before: null }, cursorOf)).toMatchObject({
      before: null,
      after: null,
    })
    const page = cutPage(rows(PAGE_SIZE + 1), { after: null, before: null }, cursorOf)
    expect(page.rows).toHaveLength(PAGE_SIZE)
    expect(page.after).toEqual(['r49', 'r49'])
  })

  test('going back drops the extra row at the front', () => {
    const page = cutPage(rows(PAGE_SIZE + 1), { after: null, before: ['x', 'x'] }, cursorOf)
    expect(page.rows[0]).toBe('r1')
    expect(page.before).toEqual(['r1', 'r1'])
    expect(page.after).toEqual(['r50', 'r50'])
  })
})
