/**
 * What a table says of a word of the database. The platform may write words that nobody foresaw, also such as every
 * object has for a key ("constructor"): nothing is found for those.
 * @param table what is said of each word.
 * @param word a word as the database writes it, or null.
 */
export function lookUp<Value>(
  table: Readonly<Record<string, Value>>,
  word: string | null | undefined,
): Value | undefined {
  return word !== null && word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
}

/**
 * @param known words in their order.
 * @param found words that rows have.
 * @returns the known words, then the others, each once.
 */
export function withOthers(known: readonly string[], found: Iterable<string>): string[] {
  return [...new Set([...known, ...found])]
}
