/** What stands for something that is hidden as a whole. */
export const DOTS = '••••••••'

/** What stands for an address, or any other value of a person, of which nothing is shown. */
export const HIDDEN = '•••'

const EXTENSION = /(?:[ ,;]{0,3}(?:ext(?:ension)?\.?|x|#)[ .:=]{0,2}\d{1,6})$/i

/** @param text a number in any writing. @returns its digits; those of percent-encoded signs are none of it. */
export function plainDigits(text: string): string {
  return text.replace(/%(?:25){0,2}(?:2[BDEF89]|20)/gi, '').replace(/\\u00\w\w|&#\d+;|\D/g, '')
}

/** @param phone a phone number in any writing. @returns its country, area and last two digits: "+1 828 ••• ••42". */
export function maskPhone(phone: string): string {
  const digits = plainDigits(phone.normalize('NFKC').replace(EXTENSION, '').replace('(0)', ''))
  if (digits.length < 7) return HIDDEN
  const end = digits.slice(-2)
  if (digits.length === 11 && digits.startsWith('1')) return `+1 ${digits.slice(1, 4)} ••• ••${end}`
  if (digits.length < 10 || digits.startsWith('0')) return `••• ••${end}`
  if (digits.length === 10) return `${digits.slice(0, 3)} ••• ••${end}`
  return `+${digits.slice(0, 2)} ••• ••${end}`
}

/** @param email an address. @returns its first letters and its ending: "d•••@blu•••.com". */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split(/@|%(?:25){0,2}40/)
  const dot = domain.lastIndexOf('.')
  if (dot < 0) return `${local.slice(0, 1)}•••@•••`
  return `${local.slice(0, 1)}•••@${domain.slice(0, Math.min(3, dot))}•••${domain.slice(dot)}`
}

/** @param address a network address. @returns its network alone: "203.0.•••.•••", "2001:db8:•••". */
export function maskAddress(address: string): string {
  const [first, second, ...rest] = address.split('.')
  if (rest.length === 2) return `${first}.${second}.•••.•••`
  const groups = address.split(':').filter(Boolean)
  return address.includes(':') && groups.length > 2 ? `${groups.slice(0, 2).join(':')}:•••` : HIDDEN
}
