import type { Json, JsonContainer } from '../masking/mask'
import { writeExact } from './exact-json'
import { nodeAt, type PayloadIndex, pathText, pathTo } from './payload-index'

/** One difference between two payloads: what stands in each at the same path, masked. */
export type PayloadDifference = {
  path: string
  kind: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
}

/** Most differences that are shown. */
const MOST_DIFFERENCES = 200

function shown(index: PayloadIndex, id: number | undefined): string | null {
  const node = id === undefined ? null : nodeAt(index, id)
  if (!node) return null
  if (node.kind === 'leaf') return writeExact(node.leaf)
  return `${node.size} ${node.kind === 'object' ? 'keys' : 'items'}`
}

function childrenByName({ places }: PayloadIndex, id: number): Map<string, number> {
  const children = new Map<string, number>()
  const end = places[id]?.end ?? 0
  for (let child = id + 1; child < end; child = places[child]?.end ?? end) {
    children.set(places[child]?.name ?? '', child)
  }
  return children
}

const kindOf = (value: Json | undefined) =>
  Array.isArray(value) ? 'array' : value !== null && typeof value === 'object' ? 'object' : 'leaf'

/** Whether two values are the same, also those that are hidden as a whole; however deep they are. */
function isSame(before: Json, after: Json): boolean {
  const open: [Json, Json][] = [[before, after]]
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [a, b] = pair
    if (a === b) continue
    if (kindOf(a) !== kindOf(b) || kindOf(a) === 'leaf') return false
    const [left, right] = [
      new Map(Object.entries(a as JsonContainer)),
      new Map(Object.entries(b as JsonContainer)),
    ]
    if (left.size !== right.size) return false
    for (const [name, value] of left) {
      if (!right.has(name)) return false
      open.push([value ?? null, right.get(name) ?? null])
    }
  }
  return true
}

/**
 * Compares two payloads value by value, lists place by place. They are compared as they are and shown masked, so
 * that a changed secret is a difference that shows nothing of it.
 */
export function comparePayloads(before: PayloadIndex, after: PayloadIndex) {
  const differences: PayloadDifference[] = []
  const open: [number, number][] = [[0, 0]]
  const tell = (kind: PayloadDifference['kind'], a: number | undefined, b: number | undefined) => {
    const path = b === undefined ? pathTo(before, a ?? 0, true) : pathTo(after, b, true)
    differences.push({ path: pathText(path), kind, before: shown(before, a), after: shown(after, b) })
  }
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [a, b] = pair
    const [left, right] = [before.places[a], after.places[b]]
    if (!left || !right) continue
    const isLeaf = left.end === a + 1 && right.end === b + 1
    if (isLeaf || kindOf(left.value) !== kindOf(right.value)) {
      if (!isSame(left.value, right.value)) tell('changed', a, b)
      if (differences.length > MOST_DIFFERENCES) break
      continue
    }
    const [lefts, rights] = [childrenByName(before, a), childrenByName(after, b)]
    const both: [number, number][] = []
    for (const [name, child] of lefts) {
      const other = rights.get(name)
      if (other === undefined) tell('removed', child, undefined)
      else both.push([child, other])
    }
    for (const [name, child] of rights) if (!lefts.has(name)) tell('added', undefined, child)
    open.push(...both.reverse())
    if (differences.length > MOST_DIFFERENCES) break
  }
  return { differences: differences.slice(0, MOST_DIFFERENCES), more: differences.length > MOST_DIFFERENCES }
}
