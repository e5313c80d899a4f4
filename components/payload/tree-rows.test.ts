import { expect, test } from 'vitest'
import { outlineJson } from '@/lib/payloads/json-outline'
import { chainFrom, namesTo, treeRows, withNodes } from './tree-rows'

const payload = { call: { id: 'c1', tags: ['a', 'b'] }, one: { two: { three: 3 } } }
const { nodes, size } = outlineJson(payload)
const loaded = withNodes(new Map(), nodes)
const idOf = (name: string) => nodes.find((node) => node.name === name)?.id ?? Number.NaN
const lines = (open: string[], known = loaded, entries = size) =>
  treeRows(known, new Set(open.map(idOf)), entries).map((row) =>
    row.kind === 'value' ? `${row.node.depth} ${row.node.name}` : `${row.depth} ${row.left} more`,
  )

test('lists what is open, level by level', () => {
  expect(lines([])).toEqual(['1 call', '1 one'])
  expect(lines(['call'])).toEqual(['1 call', '2 id', '2 tags', '1 one'])
  expect(lines(['call', 'tags'])).toEqual(['1 call', '2 id', '2 tags', '3 0', '3 1', '1 one'])
})

test('says how much is missing of a branch', () => {
  const known = withNodes(
    new Map(),
    nodes.filter(({ name }) => name !== '1'),
  )
  expect(lines(['call', 'tags'], known, 5)).toEqual([
    '1 call',
    '2 id',
    '2 tags',
    '3 0',
    '3 1 more',
    '1 one',
    '1 3 more',
  ])
})

test('opens branches that are the only entry of theirs as well', () => {
  expect(chainFrom(loaded, idOf('one'))).toEqual([idOf('one'), idOf('two')])
  expect(chainFrom(loaded, idOf('call'))).toEqual([idOf('call')])
})

test('leads to a value by the names of its keys', () => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const three = byId.get(idOf('three'))
  expect(three && namesTo(byId, three)).toEqual(['one', 'two', 'three'])
})
