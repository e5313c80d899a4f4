import { type CountryCode, isValidPhoneNumber } from 'libphonenumber-js'
import { plainDigits } from './shapes'

/** Where a number that begins with 0 may be dialled: the places whose travellers and relatives call. */
const COUNTRIES: CountryCode[] = [
  'GB',
  'FR',
  'DE',
  'JP',
  'AU',
  'IT',
  'SA',
  'NL',
  'IN',
  'CH',
  'ZA',
  'IE',
  'BR',
]

/** How often one text may ask the library; a candidate that is over that counts as a number. */
export type Questions = { left: number }
export const MOST_QUESTIONS = 1500

/** @param digits digits that begin with 0. @returns whether they can be dialled somewhere. */
export function isNational(digits: string, questions: Questions): boolean {
  questions.left -= COUNTRIES.length
  return questions.left < 0 || COUNTRIES.some((country) => isValidPhoneNumber(digits, country))
}

const EXTENSION = /^[ ,;]{0,3}(?:;?ext|x|#)/i
const asDialled = (text: string) => `+${plainDigits(text.replace(/\(0\)/, '')).replace(/^00/, '')}`

/**
 * @param text digits after "+" or "00", with what divides them, and maybe numbers that follow.
 * @returns how much of it is a phone number: all of it where none is sure after a "+", nothing after "00".
 */
export function longestInternational(text: string, questions: Questions): number {
  const ends = [...text.matchAll(/\d(?!\d)/g)].map(({ index }) => index + 1).reverse()
  for (const end of ends) {
    const number = asDialled(text.slice(0, end))
    if (number.length < 8) break
    if (questions.left-- <= 0) return text.length
    if (isValidPhoneNumber(number)) return EXTENSION.test(text.slice(end)) ? text.length : end
  }
  return text.startsWith('00') ? 0 : text.length
}
