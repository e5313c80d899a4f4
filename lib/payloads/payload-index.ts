import {
  isSecretKey,
  type Json,
  type JsonContainer,
  type JsonLeaf,
  keysOf,
  maskLeaf,
  maskText,
} from '../masking/mask'
import { type NameMask, nameMask } from '../masking/people'
import { NAME, TEXT } from './limits'

/** Masked text may be longer than what is shown of it: a number must not escape by standing on the cut. */
const MARGIN = 4000

/** A value of a payload as it is shown: masked, and cut with what is missing. */
export type PayloadNode = {
  /** Its place among all values of the payload, in the order of the text. */
  id: number
  parent: number
  depth: number
  name: string
  kind: 'object' | 'array' | 'leaf'
  /** How many keys or items a branch has. */
  size: number
  leaf: JsonLeaf
  cutOff: number
  masked: boolean
}

export type Place = { value: Json; name: string; key: string; parent: number; depth: number; end: number }

/** A payload with every value numbered in the order of its text. Nothing here calls itself, however deep it is. */
export type PayloadIndex = { places: Place[]; hideNames: NameMask | null }

/** Whether a value has entries that are shown. */
export const isBranch = (place: Place | undefined): place is Place & { value: JsonContainer } =>
  place !== undefined && place.value !== null && typeof place.value === 'object' && !isSecretKey(place.key)

/** Numbers every value of a payload; what is secret as a whole is one value. */
export function indexPayload(value: Json): PayloadIndex {
  const places: Place[] = [{ value, name: '', key: '', parent: -1, depth: 0, end: 0 }]
  const open: { id: number; names: string[]; next: number; keyOf: (name: string) => string }[] = []
  const enter = (id: number) => {
    const place = places[id]
    if (isBranch(place)) {
      open.push({ id, names: Object.keys(place.value), next: 0, keyOf: keysOf(place.value, place.key) })
    } else if (place) place.end = id + 1
  }
  enter(0)
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const parent = places[level.id] as Place & { value: JsonContainer }
    const name = level.names[level.next++]
    if (name === undefined) {
      parent.end = places.length
      open.pop()
      continue
    }
    const item = (parent.value as Record<string, Json>)[name] ?? null
    places.push({
      value: item,
      name,
      key: level.keyOf(name),
      parent: level.id,
      depth: parent.depth + 1,
      end: 0,
    })
    enter(places.length - 1)
  }
  return { places, hideNames: nameMask(value) }
}

/**
 * @param key the key that a value goes by.
 * @param value a value of a payload.
 * @param hideNames hides the names that stand elsewhere in the payload under a person's key.
 * @returns it as it is shown: masked, and how many characters of its text are left out.
 */
export function showLeaf(key: string, value: JsonLeaf, hideNames: NameMask | null) {
  const given = typeof value === 'string' ? value.slice(0, TEXT + MARGIN) : value
  const byItself = maskLeaf(key, given)
  const leaf = hideNames && typeof byItself === 'string' ? hideNames(byItself) : byItself
  const masked = leaf !== given
  if (typeof leaf !== 'string') return { leaf, cutOff: 0, masked }
  const cutOff = typeof value === 'string' ? Math.max(0, value.length - TEXT) : 0
  return { leaf: leaf.slice(0, TEXT), cutOff, masked }
}

function sizeOf(value: JsonContainer): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length
}

/** @returns one value as it is shown; null for a number that none has. */
export function nodeAt({ places, hideNames }: PayloadIndex, id: number): PayloadNode | null {
  const place = places[id]
  if (!place) return null
  const { value, name, key, parent, depth } = place
  const base = { id, parent, depth, name: maskText(name.slice(0, NAME)), size: 0, leaf: null, cutOff: 0 }
  if (isBranch(place)) {
    const kind = Array.isArray(place.value) ? 'array' : 'object'
    return { ...base, kind, size: sizeOf(place.value), masked: false }
  }
  if (value !== null && typeof value === 'object') {
    return { ...base, kind: 'leaf', leaf: maskLeaf(key, 'hidden'), masked: true }
  }
  return { ...base, kind: 'leaf', ...showLeaf(key, value, hideNames) }
}

/** @returns the numbers of a branch's entries, from one of them on, so many at most. */
function childIds({ places }: PayloadIndex, id: number, from: number, most: number): number[] {
  const ids: number[] = []
  const end = places[id]?.end ?? 0
  let place = 0
  for (let child = id + 1; child < end && ids.length < most; child = places[child]?.end ?? end) {
    if (place++ >= from) ids.push(child)
  }
  return ids
}

/** How much one answer holds. */
export const PAGE = { entries: 400, perLevel: 200 }

/**
 * The entries of a branch from one of them on, and of the branches among them as much as fits, outer levels
 * first, so that one long list does not crowd out the rest.
 */
export function outline(index: PayloadIndex, id: number, from = 0): PayloadNode[] {
  const nodes: PayloadNode[] = []
  const open = [{ id, from }]
  let characters = 150_000
  for (const branch of open) {
    const room = Math.min(PAGE.perLevel, PAGE.entries - nodes.length)
    for (const child of childIds(index, branch.id, branch.from, room)) {
      if (characters <= 0) return nodes
      const node = nodeAt(index, child)
      if (!node) continue
      nodes.push(node)
      characters -= String(node.leaf).length + node.name.length
      if (node.kind !== 'leaf' && node.size > 0) open.push({ id: child, from: 0 })
    }
    if (nodes.length >= PAGE.entries) break
  }
  return nodes
}

/** @returns the keys that lead to a value, the outermost first; masked where it is to be shown. */
export function pathTo({ places }: PayloadIndex, id: number, shown = false): string[] {
  const path: string[] = []
  for (let at = places[id]; at && at.parent >= 0; at = places[at.parent]) {
    path.push(shown ? maskText(at.name.slice(0, NAME)) : at.name)
  }
  return path.reverse()
}

/** @returns a path as the search box takes it; the middle of a very long one is left out. */
export function pathText(path: string[]): string {
  const shown = path.length > 40 ? [...path.slice(0, 20), '…', ...path.slice(-19)] : path
  return shown.join('.')
}
