const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/g
const CARD = /(?<![\w+-])[3-6]\d{3}(?:[ -]?\d){10,15}(?!\w)/g
/** @param text a number, however it is divided. @returns its last four digits if it is a card's, else itself. */
export function maskCard(text: string): string {
  const digits = text.replace(/\D/g, '')
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]) * (place % 2 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0 ? `•••• ${digits.slice(-4)}` : text
}

/** An IBAN's country and last digits; itself if its check digits are wrong. */
function maskIban(text: string): string {
  const compact = text.replaceAll(' ', '')
  let rest = 0
  for (const letter of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1 ? `${compact.slice(0, 2)}•• ••••${compact.slice(-2)}` : text
}

/** Hides card and bank account numbers in free text: only those whose check digits are right. */
export function maskAccounts(text: string): string {
  return text.replace(IBAN, maskIban).replace(CARD, maskCard)
}
