import { type Json, type JsonLeaf, keysOf, maskJson, maskText } from './mask'
import { type NameMask, nameMask } from './mask-people'

/** A value in a payload: a leaf with what was cut off its text, or a branch with how much it really holds. */
export type JsonNode =
  | {
      name: string
      leaf: JsonLeaf
      cutOff: number
      /** Whether something of it is hidden. */
      masked?: true
    }
  | JsonBranch

export type JsonBranch = { name: string; kind: 'keys' | 'items'; size: number; children: JsonNode[] }

type Container = Extract<Json, object>

/** A payload laid out for drawing, masked, and whether anything of it was left out. */
export type JsonOutline = { root: JsonBranch; cut: boolean }

/** How much of a payload is shown, so that one of many megabytes does not reach the browser. */
export const OUTLINE_LIMITS = { entries: 1000, perLevel: 200, text: 2000, characters: 200_000, depth: 100 }

/** Masked text may be longer than what is shown of it: a number must not escape by standing on the cut. */
const MARGIN = 4000

function branch(name: string, value: Container): JsonBranch {
  const items = Array.isArray(value)
  return {
    name,
    kind: items ? 'items' : 'keys',
    size: items ? value.length : Object.keys(value).length,
    children: [],
  }
}

function leaf(name: string, value: JsonLeaf, key: string, hideNames: NameMask | null): JsonNode {
  const given = typeof value === 'string' ? value.slice(0, OUTLINE_LIMITS.text + MARGIN) : value
  const byItself = maskJson(given, key) as JsonLeaf
  const masked = hideNames && typeof byItself === 'string' ? hideNames(byItself) : byItself
  const hidden = masked === given ? {} : { masked: true as const }
  if (typeof masked !== 'string' || typeof value !== 'string') {
    return { name, leaf: masked, cutOff: 0, ...hidden }
  }
  const cutOff = Math.max(0, value.length - OUTLINE_LIMITS.text)
  return { name, leaf: masked.slice(0, OUTLINE_LIMITS.text), cutOff, ...hidden }
}

/** A branch, or the dots that stand for all of it where its key says that it is secret. */
function nest(name: string, value: Container, key: string): JsonNode {
  const empty = maskJson(Array.isArray(value) ? [] : {}, key)
  return typeof empty === 'string' ? { name, leaf: empty, cutOff: 0, masked: true } : branch(name, value)
}

/**
 * Lays a payload out for drawing, masked as `maskJson` masks. Whatever is left out is counted: a
 * branch's size is the real one, a leaf says how many characters are missing. Outer levels come first,
 * so that one long list does not crowd out the rest, and only what is shown costs any work.
 * @param value a payload.
 */
export function outlineJson(value: Json): JsonOutline {
  const whole: Container = value !== null && typeof value === 'object' ? value : { value }
  const root = branch('', whole)
  const hideNames = nameMask(whole)
  const open = [{ node: root, source: whole, listKey: '', depth: 0 }]
  let { entries, characters } = OUTLINE_LIMITS
  let cut = false
  for (const { node, source, listKey, depth } of open) {
    const keyOf = keysOf(source, listKey)
    for (const [name, given] of Object.entries(source).slice(0, OUTLINE_LIMITS.perLevel)) {
      if (entries <= 0 || characters <= 0 || depth >= OUTLINE_LIMITS.depth) break
      const item = given ?? null
      const key = keyOf(name)
      const shownName = maskText(name.slice(0, OUTLINE_LIMITS.text))
      const nested = item !== null && typeof item === 'object'
      const child = nested ? nest(shownName, item, key) : leaf(shownName, item, key, hideNames)
      if (nested && 'children' in child) {
        open.push({ node: child, source: item, listKey: key, depth: depth + 1 })
      } else if ('leaf' in child) {
        characters -= String(child.leaf).length
        cut ||= child.cutOff > 0
      }
      characters -= shownName.length
      entries -= 1
      node.children.push(child)
    }
    cut ||= node.children.length < node.size
  }
  return { root, cut }
}
