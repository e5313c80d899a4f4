/** An endpoint and its method; null where requests were logged without one. */
export type Endpoint = { endpoint: string; method: string | null }

/** @returns the endpoint as one part of an address. */
export function encodeEndpoint({ endpoint, method }: Endpoint): string {
  return Buffer.from(`${method ?? ''} ${endpoint}`).toString('base64url')
}

/** @param id a part of an address. @returns the endpoint it stands for, or null when it is none. */
export function decodeEndpoint(id: string): Endpoint | null {
  if (!/^[\w-]{2,2000}$/.test(id)) return null
  const text = Buffer.from(id, 'base64url').toString()
  const at = text.indexOf(' ')
  // A byte that is no text comes back as another character, so that other ids are told apart here as well.
  if (
    at < 0 ||
    at === text.length - 1 ||
    encodeEndpoint({ endpoint: text.slice(at + 1), method: text.slice(0, at) }) !== id
  )
    return null
  return { endpoint: text.slice(at + 1), method: text.slice(0, at) || null }
}
