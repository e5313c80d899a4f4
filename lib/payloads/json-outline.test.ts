import { expect, test } from 'vitest'
import type { Json } from '../masking/mask'
import { OUTLINE_LIMITS, outlineJson } from './json-outline'

test('lays out a small payload whole', () => {
  const { root, cut } = outlineJson({ call: { id: 'c1', tags: ['a', null] } })
  expect(cut).toBe(false)
  expect(root).toEqual({
    name: '',
    kind: 'keys',
    size: 1,
    children: [
      {
        name: 'call',
        kind: 'keys',
        size: 2,
        children: [
          { name: 'id', leaf: 'c1', cutOff: 0, masked: false },
          {
            name: 'tags',
            kind: 'items',
            size: 2,
            children: [
              { name: '0', leaf: 'a', cutOff: 0, masked: false },
              { name: '1', leaf: null, cutOff: 0, masked: false },
            ],
          },
        ],
      },
    ],
  })
})

test('keeps the real size of what it cuts, and the outer level before the inner', () => {
  const words = Array.from({ length: 5000 }, (_, i) => ({ i, word: 'w', at: i }))
  const { root, cut } = outlineJson({ words, summary: 'short', text: 'x'.repeat(5000) })
  const [list, summary, text] = root.children
  expect(cut).toBe(true)
  expect(list).toMatchObject({ size: 5000, kind: 'items' })
  expect(list && 'children' in list && list.children.length).toBe(OUTLINE_LIMITS.perLevel)
  expect(summary).toMatchObject({ leaf: 'short' })
  expect(text).toMatchObject({ cutOff: 3000 })
  expect(JSON.stringify(root).length).toBeLessThan(200_000)
})

test('survives a payload nested deeper than anybody reads', () => {
  let deep: Json = 'end'
  for (let i = 0; i < 50_000; i++) deep = [deep]
  expect(outlineJson(deep).cut).toBe(true)
})

test('masks by key and by value, in lists and beyond the cut too', () => {
  const { root } = outlineJson({
    from_number: ['+18285550142'],
    headers: { authorization: { scheme: 'Bearer', value: 'abc' } },
    text: `${'x'.repeat(OUTLINE_LIMITS.text - 8)} +18285550142`,
  })
  const drawn = JSON.stringify(root)
  expect(drawn).toContain('+1 828 ••• ••42')
  expect(drawn).not.toContain('Bearer')
  expect(drawn).not.toContain('55501')
  expect(drawn).not.toContain('+182855')
})
