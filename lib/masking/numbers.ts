import { isCounted } from './nouns'
import { isNational, longestInternational, MOST_QUESTIONS, type Questions } from './phones'
import { HIDDEN, maskPhone, plainDigits } from './shapes'

/** What may divide a number: blanks, dashes of every kind, brackets, their percent-encoded forms, and nothing that is seen. */
const GAP =
  '(?:[ ().+_/\\-·\\u00a0\\u00ad\\u2000-\\u2015\\u202a-\\u202f\\u2060-\\u2069\\u2212\\uff08\\uff09\\uff0d\\uff0e\\u3000]|%(?:25){0,2}(?:20|28|29|2[BDEFbdef])|&nbsp;)'
/** A number begins after something that is no letter and no digit: a sign, an escape, an underscore. */
const BEGIN = '(?<=^|[^A-Za-z0-9]|%(?:25){0,2}[0-9A-Fa-f]{2}|\\\\[nrt]|\\\\u00[0-9A-Fa-f]{2})(?<!\\d[.])'
const PLUS = '(?:\\+|%(?:25){0,2}2B|&#43;|\\\\u002B)'
const REST = '(?:[ ,;]{0,3}(?:;?ext(?:ension)?\\.?=?|x|#)[ .:]{0,2}\\d{1,6})?'
const END = '(?![A-Za-z0-9]|\\.\\d)'
const number = (pattern: string) => new RegExp(pattern, 'gim')

const UNITED_STATES = number(
  `${BEGIN}(?:${PLUS}?${GAP}{0,2}1${GAP}{0,3})?\\(?\\d{3}${GAP}{0,4}\\d{3}${GAP}{0,4}(?:\\d{4}|\\d\\d${GAP}\\d\\d)${REST}${END}`,
)
const INTERNATIONAL = number(
  `(?=[+%&\\\\0])(?:${PLUS}${GAP}{0,2}|(?<![A-Za-z0-9]|\\d[.,])00(?=${GAP}?[1-9]))[1-9](?:${GAP}{0,4}\\d){6,14}${REST}`,
)
const NATIONAL = number(`${BEGIN}\\(?0[1-9](?:${GAP}{0,4}\\d){7,10}${REST}${END}`)
const LOCAL = number(`${BEGIN}(?<![\\w)][-.–])[2-9]\\d\\d[-‐-―]\\d{4}${REST}${END}(?![-–]\\d)`)
/** After a word for calling or writing to somebody, whatever has as many digits as a number has. */
const REACHED = number(
  `(?=\\(?\\d)(?<=\\b(?:text|texted|texting|dial|dialed|phone|phoned|mobile|cell|tel|telephone|whatsapp|sms|fax|callback|call me|call (?:him|her|them|back)|reach (?:me|him|her|them)|number is)(?: (?:me|him|her|them|to|at|on|back|number|no\\.?)){0,2}[ :=#]{1,3})\\(?\\d(?:${GAP}{0,3}\\d){6,12}${REST}${END}`,
)
const SOCIAL_SECURITY = number(`${BEGIN}\\d{3}([-‐-―.]|%2D)\\d\\d\\1\\d{4}${END}(?![-–]\\d)`)
const SAID_SOCIAL_SECURITY =
  /((?:\bssn|social(?: security)?(?: (?:number|no\.?))?)(?: is|'s)?["'\\ :=#]{1,6})\d{3}[ .-]?\d\d[ .-]?\d{4}(?!\d)/gi
const DIGIT = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)'
const SPOKEN = new RegExp(`\\b${DIGIT}(?:[ ,.-]{1,3}${DIGIT}\\b){6,}`, 'gi')

/** Where digits of other scripts begin in Unicode, ten each. */
const OTHER_DIGITS = /[٠-٩۰-۹߀-߉०-९০-৯੦-੯૦-૯௦-௯๐-๙０-９]/g
const OTHER_ZEROS = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xe50, 0xff10]

function plainDigit(digit: string): string {
  const code = digit.charCodeAt(0)
  const zero = OTHER_ZEROS.find((first) => code >= first && code < first + 10) ?? code
  return String(code - zero)
}

/** The text with digits, plus and brackets as ASCII has them, letter for letter. */
function asAscii(text: string): string {
  return text.replace(OTHER_DIGITS, plainDigit).replaceAll('＋', '+')
}

const EXTENDED = new RegExp(`(?<=\\d)${REST}$`, 'i')

type Candidate = { text: string; index: number; whole: string; questions: Questions }
/** How much of a candidate, from its beginning, is a number; 0 where none is. */
type Reading = (candidate: Candidate) => number

function readUnitedStates({ text, index, whole }: Candidate): number {
  const body = text.replace(EXTENDED, '')
  const digits = plainDigits(body).replace(/^1(?=\d{10}$)/, '')
  const isDialled = /^[2-9]\d\d[2-9]\d{6}$/.test(digits)
  const hasPlus = /^(?:\+|%|&|\\)/.test(body)
  const bare = /^\(?\d+\)?$/.test(body)
  const decimal = /^\d+\.\d+$/.test(body)
  if (hasPlus) return text.length
  if (decimal || (bare && !isDialled)) return 0
  // Groups of three, three and four that no exchange has are more likely a number that is counted.
  return isCounted(whole, index, text.length, bare || !isDialled ? 'any' : 'range') ? 0 : text.length
}

const readInternational: Reading = ({ text, index, whole, questions }) =>
  isCounted(whole, index, text.length, 'any') ? 0 : longestInternational(text, questions)

function readNational({ text, index, whole, questions }: Candidate): number {
  const body = text.replace(EXTENDED, '')
  if (/^0\d*\.\d+$/.test(body) || isCounted(whole, index, text.length, 'any')) return 0
  return isNational(plainDigits(body), questions) ? text.length : 0
}

const readGroups: Reading = ({ text, index, whole }) =>
  isCounted(whole, index, text.length, 'any') ? 0 : text.length

const readReached: Reading = ({ text, index, whole }) =>
  /^1\d{9}$|^1\d{12}$/.test(text) || isCounted(whole, index, text.length, 'any') ? 0 : text.length

type Kind = { pattern: RegExp; read: Reading; mask: (found: string) => string }

function hide(text: string, { pattern, read, mask }: Kind, questions: Questions): string {
  const plain = asAscii(text)
  let shown = ''
  let from = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    const length = read({ text: match[0], index: match.index, whole: plain, questions })
    if (length === 0) {
      // A number may begin after the first group of what is none.
      pattern.lastIndex = match.index + Math.max(1, /^\D*\d+/.exec(match[0])?.[0].length ?? 1)
      continue
    }
    shown += text.slice(from, match.index) + mask(match[0].slice(0, length))
    from = match.index + length
    pattern.lastIndex = from
  }
  return from === 0 ? text : shown + text.slice(from)
}

const KINDS: Kind[] = [
  { pattern: SOCIAL_SECURITY, read: readGroups, mask: () => '•••-••-••••' },
  { pattern: UNITED_STATES, read: readUnitedStates, mask: maskPhone },
  { pattern: INTERNATIONAL, read: readInternational, mask: maskPhone },
  { pattern: NATIONAL, read: readNational, mask: maskPhone },
  { pattern: REACHED, read: readReached, mask: maskPhone },
  { pattern: LOCAL, read: readGroups, mask: maskPhone },
]

function hideIn(text: string, questions: Questions): string {
  const said = text.replace(SAID_SOCIAL_SECURITY, '$1•••-••-••••')
  return KINDS.reduce((shown, kind) => hide(shown, kind, questions), said)
}

/** What no number stands in: more digits than any has, or none, apart from the words around a number. */
const BARREN = /[\d٠-٩۰-۹०-९０-９]{40,}|[^\d%&+\\٠-٩۰-۹߀-߉०-९০-৯੦-੯૦-૯௦-௯๐-๙０-９]{240,}/g
/** How much before and after a number says what it is. */
const CONTEXT = 80

function* barren(text: string): Generator<{ start: number; end: number }> {
  BARREN.lastIndex = 0
  for (let match = BARREN.exec(text); match; match = BARREN.exec(text)) {
    const margin = /^[\d٠-٩۰-۹०-९０-９]/.test(match[0]) ? 0 : CONTEXT
    yield { start: match.index + margin, end: match.index + match[0].length - margin }
  }
}

/** Hides phone and social security numbers in free text, in the writings of the field; what is counted stays. */
export function hideNumbers(text: string): string {
  const questions = { left: MOST_QUESTIONS }
  const spoken = /(?:one|two|three|four|five|six|seven|eight|nine|zero)\b/i.test(text)
    ? text.replace(SPOKEN, HIDDEN)
    : text
  let shown = ''
  let from = 0
  for (const { start, end } of barren(spoken)) {
    shown += hideIn(spoken.slice(from, start), questions) + spoken.slice(start, end)
    from = end
  }
  return shown + hideIn(spoken.slice(from), questions)
}
