/** How many letters an IBAN has after its check digits, by the countries that use as many. */
const IBAN_LENGTHS: Record<string, number> = {
  NO: 11,
  BE: 12,
  'NL|DK|FI': 14,
  'SI|MK': 15,
  'AT|LU|LT|EE|KZ|BA|XK': 16,
  'CH|HR|LV|LI': 17,
  'DE|GB|IE|BG|BH|CR|GE|ME|RS': 18,
  'AE|GI|IL': 19,
  'ES|SE|CZ|SK|RO|SA|AD|MD|PK|TN|VG': 20,
  PT: 21,
  'TR|IS': 22,
  'FR|IT|GR|MC|SM|MR': 23,
  'PL|HU|AL|CY|DO|GT': 24,
  'BR|EG|QA|UA': 25,
  'JO|KW': 26,
  MT: 27,
}
const IBAN = new RegExp(
  `(?<![A-Za-z0-9])(?:${Object.entries(IBAN_LENGTHS)
    .map(([countries, length]) => `(?:${countries})\\d{2}(?:[ -]?[A-Z0-9]){${length}}`)
    .join('|')})(?![A-Za-z0-9])`,
  'gi',
)
/** Digits that may be a card's, however they are divided. */
const CARD = /(?<![A-Za-z0-9]|\d[.,])[2-6]\d{3}(?:(?:[ ._+\u00a0\u2010-\u2015-]|%(?:25)?20)?\d){10,15}/g
/** How the numbers of the card schemes begin, by their length. */
const SCHEMES: Record<number, RegExp> = {
  14: /^3(?:0[0-5]|[689])/,
  15: /^3[47]/,
  16: /^(?:4|5[1-5]|2[2-7]|6(?:011|5|4[4-9]|2)|35)/,
  19: /^(?:4|6(?:011|5|4[4-9]|2))/,
}

const digitsOf = (text: string) => text.replace(/%(?:25)?20/g, '').replace(/\D/g, '')

function isCard(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]) * (place % 2 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0 && Boolean(SCHEMES[digits.length]?.test(digits))
}

/** @param text a number, however it is divided. @returns its last four digits if it is a card's, else itself. */
export function maskCard(text: string): string {
  const digits = digitsOf(text)
  return isCard(digits) ? `•••• ${digits.slice(-4)}` : text
}

/** The card that a run of digits begins with; what follows it may be its date of expiry, or its code. */
function cardIn(run: string, next: string): string | null {
  for (let end = run.length; end >= 14; end--) {
    const after = run[end] ?? next
    if (/\d/.test(run[end - 1] ?? '') && !/[A-Za-z0-9]/.test(after) && isCard(digitsOf(run.slice(0, end))))
      return run.slice(0, end)
  }
  return null
}

function hideCards(text: string): string {
  let shown = ''
  let from = 0
  CARD.lastIndex = 0
  for (let match = CARD.exec(text); match; match = CARD.exec(text)) {
    const card = cardIn(match[0], text[CARD.lastIndex] ?? '')
    if (card) {
      shown += text.slice(from, match.index) + maskCard(card)
      from = match.index + card.length
      CARD.lastIndex = from
    } else CARD.lastIndex = match.index + 4
  }
  return from === 0 ? text : shown + text.slice(from)
}

/** An IBAN's country and last digits; itself if its check digits are wrong. */
function maskIban(text: string): string {
  const compact = text.replace(/[ -]/g, '').toUpperCase()
  let rest = 0
  for (const letter of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1 ? `${compact.slice(0, 2)}•• ••••${compact.slice(-2)}` : text
}

/** Hides card and bank account numbers in free text: only those whose check digits are right. */
export function maskAccounts(text: string): string {
  return hideCards(text.replace(IBAN, maskIban))
}
