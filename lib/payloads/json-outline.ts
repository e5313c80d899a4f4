import {
  isSecretKey,
  type Json,
  type JsonContainer,
  type JsonLeaf,
  keysOf,
  maskLeaf,
  maskText,
} from '../masking/mask'
import { nameMask } from '../masking/people'
import { showLeaf, TEXT } from './payload-index'

/** A value in a payload: a leaf with what was cut off its text, or a branch with how much it really holds. */
export type JsonNode =
  | {
      name: string
      leaf: JsonLeaf
      cutOff: number
      /** Whether something of it is hidden. */
      masked: boolean
    }
  | JsonBranch

export type JsonBranch = { name: string; kind: 'keys' | 'items'; size: number; children: JsonNode[] }

/** A payload laid out for drawing, masked, and whether anything of it was left out. */
export type JsonOutline = { root: JsonBranch; cut: boolean }

/** How much of a payload is shown, so that one of many megabytes does not reach the browser. */
export const OUTLINE_LIMITS = { entries: 1000, perLevel: 200, text: TEXT, characters: 200_000, depth: 100 }

function branch(name: string, value: JsonContainer): JsonBranch {
  const items = Array.isArray(value)
  return {
    name,
    kind: items ? 'items' : 'keys',
    size: items ? value.length : Object.keys(value).length,
    children: [],
  }
}

/** A branch, or the dots that stand for all of it where its key says that it is secret. */
function nest(name: string, value: JsonContainer, key: string): JsonNode {
  if (!isSecretKey(key)) return branch(name, value)
  return { name, leaf: maskLeaf(key, 'hidden'), cutOff: 0, masked: true }
}

/**
 * Lays a payload out for drawing, masked as `maskJson` masks. Whatever is left out is counted: a
 * branch's size is the real one, a leaf says how many characters are missing. Outer levels come first,
 * so that one long list does not crowd out the rest, and only what is shown costs any work.
 * @param value a payload.
 */
export function outlineJson(value: Json): JsonOutline {
  const whole: JsonContainer = value !== null && typeof value === 'object' ? value : { value }
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
      const child = nested
        ? nest(shownName, item, key)
        : { name: shownName, ...showLeaf(key, item, hideNames) }
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
