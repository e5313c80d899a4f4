// No schema: what the browser needs of an address must not bring a library before the first paint.
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @param value anything. @returns whether it is a UUID, so that a malformed id is "not found", not a failure. */
export function isUuid(value: string): boolean {
  return UUID.test(value)
}
