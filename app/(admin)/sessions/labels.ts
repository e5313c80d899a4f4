/** Why a session can look odd, as the database writes it. */
export const SIGNS = ['many_addresses', 'idle', 'old'] as const
type Sign = (typeof SIGNS)[number]

/** What a session can run on, as the database writes it. */
export const DEVICES = ['computer', 'phone', 'tablet', 'program', 'unknown'] as const

const SIGN_NAMES: Record<Sign, string> = {
  many_addresses: 'Many addresses',
  idle: 'Long idle',
  old: 'Very old',
}

const SIGN_REASONS: Record<Sign, string> = {
  many_addresses:
    'Within 24 hours this customer signed in from four or more addresses. A stolen password looks like this, and so does a crew that shares one account.',
  idle: 'It still works, but nobody has used it for more than 30 days: a lost or forgotten device.',
  old: 'It began more than 90 days ago and has never been renewed since.',
}

const known = (sign: string | null): Sign | undefined => SIGNS.find((each) => each === sign)

/** @param sign as the database writes it. @returns it for people: "Many addresses". */
export function signName(sign: string): string {
  const found = known(sign)
  return found ? SIGN_NAMES[found] : sign
}

/** @param sign as the database writes it, or null. @returns what that means, or null for a session that is not odd. */
export function signReason(sign: string | null): string | null {
  const found = known(sign)
  return found ? SIGN_REASONS[found] : null
}
