/** A seeded source of chance: the same seed gives the same values in the same order. */
export type Random = {
  /** 0 to just below 1. */
  float(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Picks by weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  /** Mostly small, now and then large. */
  exponential(mean: number): number
  hex(length: number): string
  /** Letters and digits, as providers use in their ids. */
  token(length: number): string
  uuid(): string
}

const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** @param seed any text. */
export function createRandom(seed: string): Random {
  const float = mulberry32(hash(seed))
  const int = (from: number, to: number) => from + Math.floor(float() * (to - from + 1))
  const letters = (alphabet: string, length: number) => {
    let text = ''
    for (let i = 0; i < length; i++) text += alphabet[int(0, alphabet.length - 1)]
    return text
  }
  const hex = (length: number) => letters('0123456789abcdef', length)
  return {
    float,
    int,
    hex,
    chance: (probability) => float() < probability,
    pick: <T>(list: readonly T[]) => list[int(0, list.length - 1)] as T,
    weighted: <T>(list: readonly (readonly [T, number])[]) => pickWeighted(list, float()),
    exponential: (mean) => -Math.log(1 - float()) * mean,
    token: (length) => letters(LETTERS, length),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${letters('89ab', 1)}${hex(3)}-${hex(12)}`,
  }
}

function pickWeighted<T>(list: readonly (readonly [T, number])[], at: number): T {
  let rest = at * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of list) {
    rest -= weight
    if (rest < 0) return value
  }
  return (list.at(-1) as readonly [T, number])[0]
}

function hash(text: string): number {
  let value = 2166136261
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 16777619)
  return value >>> 0
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}
