/** What the help of a page says: what it is for, what its figures mean, and its own keys. */
export type PageHelp = {
  purpose: string
  figures: [term: string, meaning: string][]
  keys: [keys: string[], what: string][]
}

/** The key of every list whose rows have a detail. */
export const OPEN: [string[], string] = [['Enter'], 'Open the row next to the list']

/** The keys of every list whose rows can be selected. */
export const SELECT: [string[], string][] = [
  [['X'], 'Select the row'],
  [['Shift', 'X'], 'Select up to the row'],
]

/** How far lists count. */
export const COUNTS = 'exact to 10,000, then "10,000+"'
