import { maskText } from '../masking/mask'

/** Why the platform's API did not do what it was asked. */
export type PlatformFailure = 'unreachable' | 'slow' | 'denied' | 'refused'

/** The outcome of a request to the platform's API; `repeated` when it had received the same before. */
export type PlatformAnswer =
  | { ok: true; repeated: boolean }
  | { ok: false; failure: PlatformFailure; status: number | null; message: string }

type PlatformRequest = {
  /** The address of the API, with or without a path of its own. */
  base: string
  path: string
  /** The caller's access token. */
  token: string
  /** The same for every attempt of one intention, so that the platform does it once. */
  key: string
  body: Record<string, unknown>
  timeoutMs: number
}

const LONGEST_MESSAGE = 200

/**
 * Asks the platform to do something, once: never follows a redirect with the token, never retries by itself.
 * @returns its outcome; sending it again with the same key is safe whatever that was.
 */
export async function postToPlatform(request: PlatformRequest): Promise<PlatformAnswer> {
  const { base, path, token, key, body, timeoutMs } = request
  try {
    const response = await fetch(`${base.replace(/\/+$/, '')}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return readAnswer(response.status, await response.text())
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return slow(null, timeoutMs)
    return {
      ok: false,
      failure: 'unreachable',
      status: null,
      message: 'The platform’s API cannot be reached.',
    }
  }
}

function slow(status: number | null, timeoutMs?: number): PlatformAnswer {
  const within = timeoutMs ? ` within ${timeoutMs / 1000} seconds` : ' in time'
  return {
    ok: false,
    failure: 'slow',
    status,
    message: `The platform’s API did not answer${within}. It may have done it all the same; asking again does it once.`,
  }
}

function readAnswer(status: number, text: string): PlatformAnswer {
  if (status >= 200 && status < 300) return { ok: true, repeated: false }
  if (status === 409) return { ok: true, repeated: true }
  if (status === 408 || status === 504) return slow(status)
  if (status === 401 || status === 403) {
    const message = 'The platform’s API does not let your account do this.'
    return { ok: false, failure: 'denied', status, message }
  }
  const reason = reasonOf(text)
  return {
    ok: false,
    failure: 'refused',
    status,
    message: `The platform’s API answered ${status}${reason ? `: ${reason}` : '.'}`,
  }
}

/** What an error's body says, masked; nothing of bodies that are not JSON, such as a proxy's page. */
function reasonOf(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown }
    const said = [message, error].find((value) => typeof value === 'string' && value.trim() !== '')
    return typeof said === 'string' ? maskText(said.trim()).slice(0, LONGEST_MESSAGE) : ''
  } catch {
    return ''
  }
}
