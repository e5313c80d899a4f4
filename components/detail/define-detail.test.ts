import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const pages = path.join(import.meta.dirname, '../../app/(admin)')
const features = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((folder) => path.basename(folder) === '@panel')
  .map((slot) => path.dirname(slot))

const read = (file: string) => readFileSync(path.join(pages, file), 'utf8').trim()

test('there are details', () => {
  expect(features.length).toBeGreaterThan(10)
})

describe.each(features)('the detail in %s', (feature) => {
  const slot = readdirSync(path.join(pages, feature, '@panel'))
  const intercepted = slot.find((name) => name.startsWith('(.)')) ?? ''
  const folder = intercepted.replace('(.)', '')

  test('opens as a panel in its list, which stays', () => {
    expect(read(`${feature}/layout.tsx`)).toBe(
      "export { ListWithPanel as default } from '@/components/data-table/list-panel'",
    )
    expect(read(`${feature}/@panel/${intercepted}/page.tsx`)).toBe(
      "export { Panel as default } from '../../detail'",
    )
  })

  test('closes where the address is the list’s, and after a reload', () => {
    for (const file of ['default', 'page']) {
      expect(read(`${feature}/@panel/${file}.tsx`)).toBe(
        "export { NoPanel as default } from '@/components/detail/no-panel'",
      )
    }
  })

  test('is a page at its address', () => {
    expect(read(`${feature}/${folder}/page.tsx`)).toMatch(
      /^export \{ (?:metadata|generateMetadata), Page as default \} from '(?:\.\.\/detail|\.\/[\w-]+)'$/,
    )
  })
})
