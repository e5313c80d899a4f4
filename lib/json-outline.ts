import type { Json } from './mask'

/** A value in a payload: a leaf with what was cut off its text, or a branch with how much it really holds. */
export type JsonNode =
  | { name: string; leaf: string | number | boolean | null; cutOff: number }
  | { name: string; kind: 'keys' | 'items'; size: number; children: JsonNode[] }

type Branch = Extract<JsonNode, { size: number }>
type Container = Extract<Json, object>

/** How much of a payload is shown, so that one of many megabytes does not reach the browser. */
export const OUTLINE_LIMITS = { entries: 1000, perLevel: 200, text: 2000, characters: 200_000, depth: 100 }

function branch(name: string, value: Container): Branch {
  const items = Array.isArray(value)
  return {
    name,
    kind: items ? 'items' : 'keys',
    size: items ? value.length : Object.keys(value).length,
    children: [],
  }
}

function leaf(name: string, value: Exclude<Json, Container>): JsonNode {
  if (typeof value !== 'string') return { name, leaf: value, cutOff: 0 }
  const shown = value.slice(0, OUTLINE_LIMITS.text)
  return { name, leaf: shown, cutOff: value.length - shown.length }
}

/**
 * Lays a payload out for drawing. Whatever is left out is counted: a branch's size is the real one, a
 * leaf says how many characters are missing. Outer levels come first, so that one long list does not
 * crowd out the rest.
 * @param value a masked payload.
 * @returns its outermost entries, and whether anything was left out.
 */
export function outlineJson(value: Json): { root: Branch; cut: boolean } {
  const whole = value !== null && typeof value === 'object' ? value : { value }
  const root = branch('', whole)
  const open = [{ node: root, source: whole as Container, depth: 0 }]
  let { entries, characters } = OUTLINE_LIMITS
  let cut = false
  for (const { node, source, depth } of open) {
    for (const [key, given] of Object.entries(source).slice(0, OUTLINE_LIMITS.perLevel)) {
      if (entries <= 0 || characters <= 0 || depth >= OUTLINE_LIMITS.depth) break
      const [name, item] = [key.slice(0, OUTLINE_LIMITS.text), given ?? null]
      const nested = item !== null && typeof item === 'object'
      const child = nested ? branch(name, item) : leaf(name, item)
      if ('children' in child) open.push({ node: child, source: item as Container, depth: depth + 1 })
      else {
        characters -= String(child.leaf).length
        cut ||= child.cutOff > 0
      }
      characters -= name.length
      entries -= 1
      node.children.push(child)
    }
    cut ||= node.children.length < node.size
  }
  return { root, cut }
}
