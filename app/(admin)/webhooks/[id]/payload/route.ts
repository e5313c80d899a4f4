import { comparePayloads } from '@/lib/payloads/payload-diff'
import { outline, type PayloadIndex, pathText, pathTo } from '@/lib/payloads/payload-index'
import { findInPayload } from '@/lib/payloads/payload-search'
import { rawLines } from '@/lib/payloads/payload-text'
import { adminHandler } from '@/lib/session/admin-handler'
import { isUuid } from '@/lib/uuid'
import { readPayload } from '../../_payload/queries'

function numberOf(url: URL, name: string): number {
  const value = url.searchParams.get(name) ?? ''
  return /^\d{1,9}$/.test(value) ? Number(value) : 0
}

function search(index: PayloadIndex, term: string) {
  const { found, more } = findInPayload(index, term)
  return { found: found.map((node) => ({ ...node, path: pathText(pathTo(index, node.id, true)) })), more }
}

const missing = () => Response.json(null, { status: 404, headers: { 'cache-control': 'no-store' } })

/**
 * A part of a webhook's payload, masked: the entries of ?node=… from ?from=… on, what ?q=… finds, the text from
 * line ?raw=… on, or how it differs from the payload ?against=….
 */
export const GET = adminHandler(async (url) => {
  const id = url.pathname.split('/').at(-2) ?? ''
  const payload = isUuid(id) ? await readPayload(id) : null
  if (!payload) return missing()
  const term = url.searchParams.get('q')?.trim().slice(0, 200)
  if (term) return search(payload.index, term)
  if (url.searchParams.has('raw')) return rawLines(payload.index, numberOf(url, 'raw'))
  const against = url.searchParams.get('against')
  if (against) {
    const other = isUuid(against) ? await readPayload(against) : null
    return other ? comparePayloads(other.index, payload.index) : missing()
  }
  return { nodes: outline(payload.index, numberOf(url, 'node'), numberOf(url, 'from')) }
})
