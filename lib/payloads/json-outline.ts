import { isSecretKey, type Json, type JsonContainer, keysOf, maskLeaf, maskText } from '../masking/mask'
import { nameMask } from '../masking/people'
import { OUTLINE_LIMITS } from './limits'
import { type PayloadNode, showLeaf } from './payload-index'

/** A payload laid out for drawing, masked: what is shown of it, how much it really holds, and whether anything was left out. */
export type JsonOutline = { nodes: PayloadNode[]; size: number; cut: boolean }

const sizeOf = (value: JsonContainer) => (Array.isArray(value) ? value.length : Object.keys(value).length)

/** A branch, or the dots that stand for all of it where its key says that it is secret. */
function showBranch(
  key: string,
  value: JsonContainer,
): Pick<PayloadNode, 'kind' | 'size' | 'leaf' | 'masked'> {
  if (isSecretKey(key)) return { kind: 'leaf', size: 0, leaf: maskLeaf(key, 'hidden'), masked: true }
  return { kind: Array.isArray(value) ? 'array' : 'object', size: sizeOf(value), leaf: null, masked: false }
}

/**
 * Lays a payload out for drawing, masked as `maskJson` masks. Whatever is left out is counted: a
 * branch's size is the real one, a leaf says how many characters are missing. Outer levels come first,
 * so that one long list does not crowd out the rest, and only what is shown costs any work.
 * @param value a payload.
 */
export function outlineJson(value: Json): JsonOutline {
  const whole: JsonContainer = value !== null && typeof value === 'object' ? value : { value }
  const hideNames = nameMask(whole)
  const nodes: PayloadNode[] = []
  const open = [{ id: 0, source: whole, listKey: '', depth: 0 }]
  let { entries, characters } = OUTLINE_LIMITS
  let cut = false
  for (const { id: parent, source, listKey, depth } of open) {
    const keyOf = keysOf(source, listKey)
    let shown = 0
    for (const [name, given] of Object.entries(source).slice(0, OUTLINE_LIMITS.perLevel)) {
      if (entries <= 0 || characters <= 0 || depth >= OUTLINE_LIMITS.depth) break
      const item = given ?? null
      const key = keyOf(name)
      const nested = item !== null && typeof item === 'object'
      const node: PayloadNode = {
        id: nodes.length + 1,
        parent,
        depth: depth + 1,
        name: maskText(name.slice(0, OUTLINE_LIMITS.text)),
        cutOff: 0,
        ...(nested ? showBranch(key, item) : { kind: 'leaf', size: 0, ...showLeaf(key, item, hideNames) }),
      }
      if (nested && node.kind !== 'leaf') {
        open.push({ id: node.id, source: item, listKey: key, depth: depth + 1 })
      } else characters -= String(node.leaf).length
      cut ||= node.cutOff > 0
      characters -= node.name.length
      entries -= 1
      shown += 1
      nodes.push(node)
    }
    cut ||= shown < sizeOf(source)
  }
  return { nodes, size: sizeOf(whole), cut }
}
