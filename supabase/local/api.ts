import { App } from '@supabase/lite'
import type { Database } from './database'
import type { Keys } from './keys'
import { createMailbox, RECOVERY_TEMPLATE } from './mail'
import { QueueFull, type RequestQueue } from './request-queue'

/** What the embedded API needs to know apart from its database. */
export type ApiOptions = { keys: Keys; siteUrl: string; mailDirectory: string }

/** @returns the Supabase API over a database, not yet serving. */
export function createApi(database: Database, { keys, siteUrl, mailDirectory }: ApiOptions): App {
  return new App({
    connection: database.connection,
    db: { driver: database.driver },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      site_url: siteUrl,
      enable_signup: false,
      minimum_password_length: 10,
      email: {
        enable_signup: false,
        template: {
          recovery: { subject: 'Choose a new password for Kryonex Ops', content_path: RECOVERY_TEMPLATE },
        },
      },
    },
    options: {
      server: { admin: false, disableStudio: true },
      drivers: { email: createMailbox(mailDirectory) },
    },
  })
}

const refusal = (status: number, message: string) =>
  Response.json({ code: '', message }, { status, headers: status === 503 ? { 'retry-after': '1' } : {} })

/**
 * Stands in front of the API: only the two services we use are reachable, only by programs on this
 * machine, and one request at a time.
 */
export function createHandler(app: App, queue: RequestQueue) {
  return async (request: Request, peerAddress: string | null): Promise<Response> => {
    const { pathname, hostname } = new URL(request.url)
    if (!/^\/(rest|auth)\/v1\//.test(pathname)) return refusal(404, 'not found')
    // Browsers never talk to the backend: whatever names an origin is a page trying to.
    if (request.headers.has('origin') || !isLoopback(hostname)) return refusal(403, 'not for browsers')
    try {
      return await queue.run(async () => {
        if (request.signal.aborted) return refusal(499, 'the client has gone')
        return app.fetch(request, { peerAddress })
      })
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error
      return refusal(503, 'The embedded backend is busy: too many requests are waiting.')
    }
  }
}

const isLoopback = (hostname: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
