import { HIDDEN } from './shapes'

const KINDS =
  'St|Street|Rd|Road|Ave|Avenue|Av|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Pl|Place|Way|Ter|Terrace|Cir|Circle|Hwy|Highway|Pkwy|Parkway|Trl|Trail|Sq|Square|Pike|Cove|Xing|Crossing|Aly|Alley|Bypass'
const WORD = "(?:[A-Z][\\w'’-]{0,24}|\\d{1,3}(?:st|nd|rd|th))"
const UNIT = '(?:,? (?:Apt|Apartment|Unit|Ste|Suite|Lot|#) ?#?[A-Za-z0-9-]{1,6})?'
const CITY = '(?:,? (?:[A-Z][a-z]{1,20} ?){1,3},? [A-Z]{2}(?: \\d{5}(?:-\\d{4})?)?)?'
const STREET = new RegExp(
  `(?<![\\w.$-])\\d{1,6}[A-Za-z]? {1,2}(?:[NSEW]{1,2}\\.? )?(?:${WORD} ){1,4}(?:${KINDS})(?![\\w])\\.?(?: [NSEW]{1,2}\\b)?${UNIT}${CITY}`,
  'g',
)
/** As people say and type it: only with kinds of streets that nothing else is called. */
const LOWER_STREET =
  /(?<![\w.$-])\d{1,5} (?:[a-z]{3,20} ){1,3}(?:street|road|avenue|boulevard|lane|rd|ave|blvd|ln)\b(?! (?:is|was|of))/g
const BOX = /\bP\.? ?O\.? Box \d{1,6}\b/gi
const SAID_NAME =
  /(\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Cc]aller'?s?|[Cc]ustomer'?s?) (?:full |first |last )?name(?: is|'s|:) )(\p{Lu}[\p{L}'’-]{0,30}(?: \p{Lu}[\p{L}'’-]{0,30}){0,3})(?![\p{L}•])/gu
const SAID_ADDRESS =
  /\b[a-z0-9]{1,30}(?: (?:dot|underscore|dash) [a-z0-9]{1,30}){0,4} at [a-z0-9]{1,30}(?: dot [a-z]{2,20}){0,2} dot (?:com|net|org|edu|gov|io|co|us|me|example)\b/gi

/** Hides street addresses, and names and e-mail addresses that are said, where a text says them in a way that is sure. */
export function hidePlaces(text: string): string {
  let shown = text
  if (/\d [A-Za-z\d]/.test(shown)) shown = shown.replace(STREET, HIDDEN).replace(LOWER_STREET, HIDDEN)
  if (/box \d/i.test(shown)) shown = shown.replace(BOX, HIDDEN)
  if (shown.includes(' name')) {
    shown = shown.replace(
      SAID_NAME,
      (_all, before: string, name: string) => `${before}${name.slice(0, 1)}•••`,
    )
  }
  return shown.includes(' dot ') ? shown.replace(SAID_ADDRESS, HIDDEN) : shown
}
