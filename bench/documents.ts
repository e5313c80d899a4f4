import { request } from 'node:http'
import type { Session } from './session'

/** A document as it came over the wire. */
export type Fetched = { status: number; text: string; bytes: number; firstByteMs: number; totalMs: number }

/** Gets a document, or a script of one, compressed if the server wants to. */
export function getDocument(
  url: string,
  session?: Session,
  headers: Record<string, string> = {},
): Promise<Fetched> {
  const cookie = session?.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { ...headers, ...(cookie ? { cookie } : {}) } }, (answer) => {
      const chunks: Buffer[] = []
      let firstByteMs = 0
      answer.on('data', (chunk: Buffer) => {
        firstByteMs ||= performance.now() - started
        chunks.push(chunk)
      })
      answer.once('end', () => {
        const body = Buffer.concat(chunks)
        resolve({
          status: answer.statusCode ?? 0,
          text: body.toString(),
          bytes: body.length,
          firstByteMs,
          totalMs: performance.now() - started,
        })
      })
      answer.once('error', reject)
    })
    asked.once('error', reject)
    asked.end()
  })
}

/** How many bytes of JavaScript, compressed, a document asks for at once. */
export async function scriptBytes(siteUrl: string, document: string): Promise<number> {
  const sources = new Set(
    [...document.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"[^>]*>/g)]
      // What only browsers without modules load is not loaded.
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, source]) => source ?? ''),
  )
  const sizes = await Promise.all(
    [...sources].map(async (source) => {
      const { bytes } = await getDocument(new URL(source, siteUrl).href, undefined, {
        'accept-encoding': 'gzip',
      })
      return bytes
    }),
  )
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}

/** How long a document takes, asked again and again after a first time that nobody counts. */
export async function timeDocument(url: string, session: Session, times: number) {
  const [first, ...counted] = await inTurn(times + 1, () => getDocument(url, session))
  if (first?.status !== 200) throw new Error(`${url} answered ${first?.status}`)
  const compressed = await getDocument(url, session, { 'accept-encoding': 'gzip' })
  return { counted, text: first.text, bytes: compressed.bytes }
}

async function inTurn<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let i = 0; i < times; i++) results.push(await work())
  return results
}
