import { maskText } from '../masking/mask'
import { writeExact } from './exact-json'
import { NAME } from './limits'
import { isBranch, nodeAt, type PayloadIndex } from './payload-index'

/** Most lines that one answer of the raw text holds, and how far a line is indented at most. */
const RAW_LINES = 500
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
        return `${label()}${writeExact(node?.leaf ?? null)}${comma}${missing}`
      })
    }
    if (lines.length >= RAW_LINES && line > from + RAW_LINES) break
  }
  return { lines, more: line > from + lines.length }
}
