import { leafText } from './exact-json'
import { nodeAt, type PayloadIndex, type PayloadNode, type Place } from './payload-index'

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
    const text = place.value !== null && typeof place.value === 'object' ? '' : leafText(place.value)
    if (!place.name.toLowerCase().includes(term) && !text.toLowerCase().includes(term)) continue
    const node = nodeAt(index, id)
    if (!node) continue
    const shown = `${node.name}\n${node.kind === 'leaf' ? leafText(node.leaf) : ''}`.toLowerCase()
    if (!shown.includes(term)) continue
    if (found.length === MOST_FOUND) return { found, more: true }
    found.push(node)
  }
  return { found, more: false }
}
