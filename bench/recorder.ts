import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request of the dashboard to its backend, as it was sent. */
export type Call = { method: string; path: string; headers: Record<string, string>; body: string }

export type Recorder = {
  url: string
  /** The backend that requests go on to. */
  target: string
  /** Runs the work and returns what the dashboard asked meanwhile. */
  record<T>(work: () => Promise<T>): Promise<{ result: T; calls: Call[] }>
  close(): Promise<void>
}

const KEPT_HEADERS = [
  'accept',
  'apikey',
  'authorization',
  'content-type',
  'prefer',
  'accept-profile',
  'content-profile',
]

/** Stands between the dashboard and its backend, and writes down what each page asks: the truth about its queries. */
export async function startRecorder(): Promise<Recorder> {
  let calls: Call[] = []
  const server = createServer(async (incoming, outgoing) => {
    const body = await readBody(incoming)
    calls.push({
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: keepHeaders(incoming.headers),
      body: body.toString(),
    })
    const { host: _, ...headers } = incoming.headers
    const onward = request(
      `${recorder.target}${incoming.url}`,
      { method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.once('error', () => outgoing.destroy())
    onward.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const recorder: Recorder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: '',
    async record(work) {
      calls = []
      const result = await work()
      return { result, calls }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return recorder
}

async function readBody(incoming: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function keepHeaders(headers: IncomingHttpHeaders) {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
  )
}

/** Sends a call again. @throws Error when the backend refuses it. */
export async function sendCall(target: string, { method, path, headers, body }: Call): Promise<string> {
  const response = await fetch(`${target}${path}`, {
    method,
    headers,
    body: method === 'GET' ? undefined : body,
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  return text
}

/** What a call asks, in words short enough for a table: `list_facets errors, state unresolved`. */
export function nameCall({ path, body }: Call): string {
  const name = path.split('?')[0]?.replace(/^\/(rest\/v1\/(rpc\/)?|auth\/v1\/)/, '') ?? path
  const given = body ? JSON.parse(body) : {}
  const filter = Object.entries(given.filter ?? {}).filter(
    ([, value]) => value !== null && String(value) !== '',
  )
  const words = filter.filter(([key]) => key !== 'since').map(([key, value]) => `${key} ${value}`)
  if (filter.some(([key]) => key === 'since')) words.push('since')
  return [[name, given.list].filter(Boolean).join(' '), ...words].join(', ')
}
