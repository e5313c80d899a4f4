import type { Json, JsonContainer } from './json'
import { keysOf, kindOfKey, snakeCase } from './keys'

/** Hides names in a text that stand under a key of the same payload, such as the caller's in the transcript. */
export type NameMask = (text: string) => string

/** Most names of one payload, and letters of one. */
const MOST_NAMES = 24
const LONGEST = 80
const SHORTEST_PART = 4

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A name and its parts, as a sentence writes them; a part must be long enough not to be a word. */
function writings(name: string): string[] {
  const parts = name.split(/\s+/).filter((part) => part.length >= SHORTEST_PART && /^\p{Lu}/u.test(part))
  return [name, ...parts]
}

function namesIn(value: Json): Set<string> {
  const names = new Set<string>()
  const open: { value: JsonContainer; key: string }[] = []
  if (value !== null && typeof value === 'object') open.push({ value, key: '' })
  for (let next = open.pop(); next && names.size < MOST_NAMES; next = open.pop()) {
    const keyOf = keysOf(next.value, next.key)
    for (const [name, item] of Object.entries(next.value)) {
      const key = keyOf(name)
      if (item !== null && typeof item === 'object') open.push({ value: item, key })
      else if (typeof item === 'string' && item.length >= 3 && item.length <= LONGEST) {
        if (kindOfKey(snakeCase(key), item) === 'name' && /^\p{L}[^\d_@/]*$/u.test(item))
          names.add(item.trim())
      }
    }
  }
  return names
}

/** @returns what hides the names that stand in a payload; null where none does. */
export function nameMask(value: Json): NameMask | null {
  const names = [...namesIn(value)]
  if (names.length === 0) return null
  const all = [...new Set(names.flatMap(writings))].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return (text) => text.replace(pattern, (name) => `${name.slice(0, 1)}•••`)
}
