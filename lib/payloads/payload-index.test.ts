import { describe, expect, test } from 'vitest'
import { comparePayloads } from './payload-diff'
import { indexPayload, nodeAt, outline, PAGE, pathTo } from './payload-index'
import { findInPayload, MOST_FOUND } from './payload-search'
import { rawLines } from './payload-text'

const small = indexPayload({
  call: { id: 'c1', from_number: '+18285550142', auth: { token: { deep: 'secret-1' } }, tags: ['a', {}] },
  n: 1,
})

test('numbers values in the order of the text and lays them out masked, outer levels first', () => {
  const nodes = outline(small, 0)
  expect(nodes.map(({ name }) => name)).toEqual([
    'call',
    'n',
    'id',
    'from_number',
    'auth',
    'tags',
    'token',
    '0',
    '1',
  ])
  expect(nodes.find(({ name }) => name === 'from_number')).toMatchObject({
    leaf: '+1 828 ••• ••42',
    masked: true,
  })
  expect(nodes.find(({ name }) => name === 'token')).toMatchObject({ kind: 'leaf', leaf: '••••••••' })
  const token = nodes.find(({ name }) => name === 'token')
  expect(pathTo(small, token?.id ?? 0)).toEqual(['call', 'auth', 'token'])
  expect(nodeAt(small, 99)).toBeNull()
})

test('writes the text line by line, and goes on from any line', () => {
  const { lines, more } = rawLines(small, 0)
  expect(more).toBe(false)
  expect(JSON.parse(lines.join('\n'))).toEqual({
    call: { id: 'c1', from_number: '+1 828 ••• ••42', auth: { token: '••••••••' }, tags: ['a', {}] },
    n: 1,
  })
  expect(rawLines(small, 3).lines).toEqual(lines.slice(3))
})

test('searches what is shown and nothing else', () => {
  expect(findInPayload(small, 'FROM_').found).toHaveLength(1)
  expect(findInPayload(small, '828').found).toHaveLength(1)
  expect(findInPayload(small, '5550').found).toHaveLength(0)
  expect(findInPayload(small, 'secret-1').found).toHaveLength(0)
  const many = indexPayload({ list: Array.from({ length: 500 }, (_, n) => `word ${n}`) })
  expect(findInPayload(many, 'word').found).toHaveLength(MOST_FOUND)
  expect(findInPayload(many, 'word').more).toBe(true)
})

describe('a payload of 5 MB, 5,000 deep', () => {
  const items = Array.from({ length: 60_000 }, (_, n) => ({
    n,
    text: 'a few words, +18285550142, to fill the space',
  }))
  const value = JSON.parse(
    `{"items":${JSON.stringify(items)},"__proto__":{"x":"</script>"},"deep":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
  )
  const index = indexPayload(value)

  test('is laid out page by page', () => {
    const nodes = outline(index, 0)
    expect(nodes.length).toBeLessThanOrEqual(PAGE.entries)
    expect(nodes.map(({ name }) => name).slice(0, 3)).toEqual(['items', '__proto__', 'deep'])
    expect(nodes[0]).toMatchObject({ size: 60_000 })
    expect(outline(index, 1, 59_990)[0]).toMatchObject({ name: '59990' })
    expect(JSON.stringify(nodes)).not.toContain('5550142')
  })

  test('is searched and written to its very end', () => {
    expect(findInPayload(index, '</script>').found).toHaveLength(1)
    const last = index.places.length - 1
    expect(pathTo(index, last)).toHaveLength(5001)
    const { lines } = rawLines(index, 250_000)
    expect(lines.length).toBeGreaterThan(0)
  })

  test('is compared with another', () => {
    const other = indexPayload(JSON.parse(JSON.stringify({ items: items.slice(1), extra: 1 })))
    const { differences, more } = comparePayloads(index, other)
    expect(more).toBe(true)
    expect(differences[0]).toMatchObject({ kind: 'removed', path: '__proto__' })
  })
})

test('a difference shows both values, masked; a changed secret shows nothing of itself', () => {
  const other = indexPayload({
    call: {
      id: 'c2',
      from_number: '+18285559999',
      auth: { token: { deep: 'secret-2' } },
      tags: ['a', {}, 'b'],
    },
    n: 1,
  })
  const { differences } = comparePayloads(small, other)
  expect(differences).toEqual([
    { path: 'call.id', kind: 'changed', before: '"c1"', after: '"c2"' },
    { path: 'call.from_number', kind: 'changed', before: '"+1 828 ••• ••42"', after: '"+1 828 ••• ••99"' },
    { path: 'call.auth.token', kind: 'changed', before: '"••••••••"', after: '"••••••••"' },
    { path: 'call.tags.2', kind: 'added', before: null, after: '"b"' },
  ])
})
