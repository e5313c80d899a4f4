import { isSecretKey, type Json, type JsonContainer, type JsonLeaf, keysOf, maskLeaf, maskText } from './mask'

/** Most characters that are shown of a text, and of a key. */
const TEXT = 2000
const NAME = 200

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

type Place = { value: Json; name: string; key: string; parent: number; depth: number; end: number }

/** A payload with every value numbered in the order of its text. Nothing here calls itself, however deep it is. */
export type PayloadIndex = { places: Place[] }

const isBranch = (place: Place | undefined): place is Place & { value: JsonContainer } =>
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
  return { places }
}

function sizeOf(value: JsonContainer): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length
}

/** @returns one value as it is shown; null for a number that none has. */
export function nodeAt({ places }: PayloadIndex, id: number): PayloadNode | null {
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
  const given = typeof value === 'string' ? value.slice(0, TEXT + MARGIN) : value
  const masked = maskLeaf(key, given)
  const hidden = masked !== given
  if (typeof masked !== 'string') return { ...base, kind: 'leaf', leaf: masked, masked: hidden }
  const cutOff = typeof value === 'string' ? Math.max(0, value.length - TEXT) : 0
  return { ...base, kind: 'leaf', leaf: masked.slice(0, TEXT), cutOff, masked: hidden }
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

/** Most values that a search shows. */
export const MOST_FOUND = 100

/**
 * Values whose key or text contains what is looked for, whatever the case. Only what is shown is searched: a
 * masked number cannot be found out digit by digit.
 */
export function findInPayload(index: PayloadIndex, wanted: string): { found: PayloadNode[]; more: boolean } {
  const term = wanted.toLowerCase()
  const found: PayloadNode[] = []
  for (let id = 1; id < index.places.length; id++) {
    const place = index.places[id] as Place
    const text = place.value !== null && typeof place.value === 'object' ? '' : String(place.value)
    if (!place.name.toLowerCase().includes(term) && !text.toLowerCase().includes(term)) continue
    const node = nodeAt(index, id)
    if (!node) continue
    const shown = `${node.name}\n${node.kind === 'leaf' ? String(node.leaf) : ''}`.toLowerCase()
    if (!shown.includes(term)) continue
    if (found.length === MOST_FOUND) return { found, more: true }
    found.push(node)
  }
  return { found, more: false }
}

/** Most lines that one answer of the raw text holds, and how far a line is indented at most. */
export const RAW_LINES = 500
const MOST_INDENT = 40

/** The masked payload as text, line by line, from a line on. */
export function rawLines(index: PayloadIndex, from: number): { lines: string[]; more: boolean } {
  const lines: string[] = []
  const closing: { end: number; text: string; depth: number }[] = []
  let line = 0
  const write = (depth: number, text: () => string) => {
    if (line++ >= from && lines.length < RAW_LINES)
      lines.push(`${'  '.repeat(Math.min(depth, MOST_INDENT))}${text()}`)
  }
  for (let id = 0; id <= index.places.length; id++) {
    for (let last = closing.at(-1); last && last.end <= id; last = closing.at(-1)) {
      const { depth, text } = last
      write(depth, () => text)
      closing.pop()
    }
    const place = index.places[id]
    if (!place) break
    const last = place.parent >= 0 && index.places[place.parent]?.end === place.end
    const comma = last || id === 0 ? '' : ','
    const inList = place.parent < 0 || Array.isArray(index.places[place.parent]?.value)
    const label = () => (inList ? '' : `${JSON.stringify(maskText(place.name.slice(0, NAME)))}: `)
    if (isBranch(place) && place.end > id + 1) {
      const [opens, closes] = Array.isArray(place.value) ? '[]' : '{}'
      write(place.depth, () => label() + opens)
      closing.push({ end: place.end, text: `${closes}${comma}`, depth: place.depth })
    } else if (isBranch(place)) {
      write(place.depth, () => `${label()}${Array.isArray(place.value) ? '[]' : '{}'}${comma}`)
    } else {
      write(place.depth, () => {
        const node = nodeAt(index, id)
        const missing = node?.cutOff ? ` … ${node.cutOff} more characters` : ''
        return `${label()}${JSON.stringify(node?.leaf ?? null)}${comma}${missing}`
      })
    }
    if (lines.length >= RAW_LINES && line > from + RAW_LINES) break
  }
  return { lines, more: line > from + lines.length }
}
