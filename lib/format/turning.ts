/** Signs that are not seen and turn the text around them, or stand between its letters. Joiners are none: scripts and emoji need them. */
export const TURNING = /([\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff])/

/** @returns a text among others where no element can hold it: isolated, without signs that would end that. */
export function isolated(text: string): string {
  return `\u2068${text
    .split(TURNING)
    .filter((part) => !TURNING.test(part))
    .join('')}\u2069`
}
