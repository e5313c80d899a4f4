import { maskText } from '@/lib/masking/mask'

/** An endpoint and its method; null where requests were logged without one. */
export type Endpoint = { endpoint: string; method: string | null }

const LONGEST = 300

/** An endpoint with what of it may be shown. */
export type ShownEndpoint = Endpoint & { shown: string }

/** @returns an endpoint's path as it is shown: personal data in it masked, and cut. */
export function shownPath(endpoint: string): string {
  const masked = maskText(endpoint.slice(0, 4 * LONGEST))
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked
}

/**
 * Names endpoints for addresses. One that is not shown as it is goes by what is shown and its place among those
 * that are shown alike: its address tells nothing more.
 * @returns an endpoint's id by the endpoint.
 */
export function endpointIds(endpoints: Endpoint[]) {
  const places = new Map<string, string[]>()
  for (const { endpoint, method } of endpoints) {
    const key = `${method ?? ''} ${shownPath(endpoint)}`
    places.set(key, [...(places.get(key) ?? []), endpoint])
  }
  for (const alike of places.values()) alike.sort()
  return ({ endpoint, method }: Endpoint) => {
    const shown = shownPath(endpoint)
    if (shown === endpoint) return encodeEndpoint({ endpoint, method })
    const place = places.get(`${method ?? ''} ${shown}`)?.indexOf(endpoint) ?? 0
    return encodeEndpoint({ endpoint: `${shown}\n${place}`, method })
  }
}

/**
 * @param named what `decodeEndpoint` read.
 * @param known the endpoints that there are.
 * @returns the endpoint that it names; null for one that is not shown as it was named.
 */
export function findNamed(named: Endpoint, known: Endpoint[]): ShownEndpoint | null {
  const [shown = '', place] = named.endpoint.split('\n')
  if (place === undefined) return shownPath(shown) === shown ? { ...named, shown } : null
  const alike = known.filter(
    ({ endpoint, method }) => method === named.method && shownPath(endpoint) === shown,
  )
  const endpoint = alike.map((known) => known.endpoint).sort()[Number(place)]
  return endpoint === undefined || endpoint === shown ? null : { endpoint, method: named.method, shown }
}

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
