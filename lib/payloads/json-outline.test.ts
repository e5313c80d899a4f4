import { expect, test } from 'vitest'
import type { Json } from '../masking/mask'
import { outlineJson } from './json-outline'
import { OUTLINE_LIMITS } from './limits'

test('lays out a small payload whole', () => {
  const { nodes, size, cut } = outlineJson({ call: { id: 'c1', tags: ['a', null] } })
  expect(cut).toBe(false)
  expect(size).toBe(1)
  const leaf = { kind: 'leaf', size: 0, cutOff: 0, masked: false }
  const branch = { leaf: null, cutOff: 0, masked: false }
  expect(nodes).toEqual([
    { id: 1, parent: 0, depth: 1, name: 'call', kind: 'object', ...branch, size: 2 },
    { id: 2, parent: 1, depth: 2, name: 'id', ...leaf, leaf: 'c1' },
    { id: 3, parent: 1, depth: 2, name: 'tags', kind: 'array', ...branch, size: 2 },
    { id: 4, parent: 3, depth: 3, name: '0', ...leaf, leaf: 'a' },
    { id: 5, parent: 3, depth: 3, name: '1', ...leaf, leaf: null },
  ])
})

test('keeps the real size of what it cuts, and the outer level before the inner', () => {
  const words = Array.from({ length: 5000 }, (_, i) => ({ i, word: 'w', at: i }))
  const { nodes, cut } = outlineJson({ words, summary: 'short', text: 'x'.repeat(5000) })
  const [list, summary, text] = nodes
  expect(cut).toBe(true)
  expect(list).toMatchObject({ size: 5000, kind: 'array' })
  expect(nodes.filter(({ parent }) => parent === list?.id)).toHaveLength(OUTLINE_LIMITS.perLevel)
  expect(summary).toMatchObject({ leaf: 'short' })
  expect(text).toMatchObject({ cutOff: 3000 })
  expect(JSON.stringify(nodes).length).toBeLessThan(200_000)
})

test('hides what a secret key holds as one value', () => {
  const { nodes } = outlineJson({ authorization: { scheme: 'Bearer', value: 'abc' } })
  expect(nodes).toMatchObject([{ name: 'authorization', kind: 'leaf', masked: true }])
})

test('survives a payload nested deeper than anybody reads', () => {
  let deep: Json = 'end'
  for (let i = 0; i < 50_000; i++) deep = [deep]
  expect(outlineJson(deep).cut).toBe(true)
})

test('masks by key and by value, in lists and beyond the cut too', () => {
  const { nodes } = outlineJson({
    from_number: ['+18285550142'],
    headers: { authorization: { scheme: 'Bearer', value: 'abc' } },
    text: `${'x'.repeat(OUTLINE_LIMITS.text - 8)} +18285550142`,
  })
  const drawn = JSON.stringify(nodes)
  expect(drawn).toContain('+1 828 ••• ••42')
  expect(drawn).not.toContain('Bearer')
  expect(drawn).not.toContain('55501')
  expect(drawn).not.toContain('+182855')
})
