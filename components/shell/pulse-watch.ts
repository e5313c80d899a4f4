import type { Beat } from '@/lib/pulse'
import { signalsWanted } from './signals'

const EVERY_MS = 5_000
const SLOWEST_MS = 60_000
/** A hidden tab asks only where critical alerts are to be signalled, and less often. */
const HIDDEN_MS = 30_000
/** What is silent is counted over an hour: it need not be asked for with every beat. */
const SILENCES_MS = 60_000
const NAME = 'kryonex-pulse'

/** Why there is no fresh pulse. */
export type PulseFailure = 'offline' | 'signed-out' | 'unreachable'
export type PulseState = { beat: Beat | null; receivedAt: number | null; failure: PulseFailure | null }

type Message = { kind: 'state'; state: PulseState } | { kind: 'ask' }

class Refused extends Error {
  constructor(readonly status: number) {
    super(`The pulse answered ${status}`)
  }
}

async function fetchBeat(withSilences: boolean, signal: AbortSignal): Promise<Beat> {
  // Without a session the answer is a redirect to the sign-in page, which is not followed.
  const response = await fetch(withSilences ? '/pulse?silences' : '/pulse', {
    signal,
    cache: 'no-store',
    redirect: 'manual',
  })
  if (response.type === 'opaqueredirect') throw new Refused(401)
  if (!response.ok) throw new Refused(response.status)
  return response.json()
}

function failureOf(error: unknown): PulseFailure {
  if (error instanceof Refused && [401, 403].includes(error.status)) return 'signed-out'
  return navigator.onLine ? 'unreachable' : 'offline'
}

/** @returns how long to wait for the next beat after so many failures in a row. */
export function nextBeat(failures: number, hidden: boolean): number {
  return Math.min((hidden ? HIDDEN_MS : EVERY_MS) * 2 ** failures, SLOWEST_MS)
}

/**
 * Follows the pulse. One tab of the console asks for all of them: the first that is
 * visible, for as long as it is. Failures make it ask less often; coming back to a tab, or on line,
 * makes it ask at once.
 * @param tell receives every state, whichever tab asked.
 * @returns how to ask at once, and how to stop.
 */
export function watchPulse(tell: (state: PulseState) => void): { ask: () => void; stop: () => void } {
  const stopped = new AbortController()
  const channel = new BroadcastChannel(NAME)
  let state: PulseState = { beat: null, receivedAt: null, failure: null }
  let failures = 0
  let timer: ReturnType<typeof setTimeout>
  let stepDown: (() => void) | null = null
  let waiting: AbortController | null = null
  let asking = false
  let silencesAt = Number.NEGATIVE_INFINITY

  function take(next: PulseState) {
    state = next
    tell(next)
  }

  async function beat() {
    clearTimeout(timer)
    if (asking || !stepDown) return
    asking = true
    try {
      const withSilences = Date.now() - silencesAt >= SILENCES_MS
      const next = await fetchBeat(withSilences, stopped.signal)
      if (withSilences) silencesAt = Date.now()
      const silences = next.silences ?? state.beat?.silences
      take({ beat: silences ? { ...next, silences } : next, receivedAt: Date.now(), failure: null })
      failures = 0
    } catch (error) {
      if (stopped.signal.aborted) return
      failures += 1
      take({ ...state, failure: failureOf(error) })
    } finally {
      asking = false
    }
    channel.postMessage({ kind: 'state', state } satisfies Message)
    timer = setTimeout(beat, nextBeat(failures, document.hidden))
  }

  function lead() {
    if (stepDown || waiting) return
    const reign = () =>
      new Promise<void>((resolve) => {
        stepDown = resolve
        waiting = null
        beat()
      })
    waiting = new AbortController()
    // Only secure contexts have locks; elsewhere each tab asks for itself.
    if (!navigator.locks) reign()
    else navigator.locks.request(NAME, { signal: waiting.signal }, reign).catch(() => undefined)
  }

  function rest() {
    clearTimeout(timer)
    waiting?.abort()
    waiting = null
    stepDown?.()
    stepDown = null
  }

  function onChange() {
    if (document.hidden && !signalsWanted()) return rest()
    if (stepDown) return void beat()
    lead()
    if (!document.hidden) ask()
  }

  function ask() {
    if (stepDown) beat()
    else channel.postMessage({ kind: 'ask' } satisfies Message)
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'state') take(data.state)
    else beat()
  }
  const listen = { signal: stopped.signal }
  document.addEventListener('visibilitychange', onChange, listen)
  addEventListener('online', onChange, listen)
  addEventListener('offline', () => take({ ...state, failure: 'offline' }), listen)
  onChange()
  return {
    ask,
    stop() {
      stopped.abort()
      rest()
      channel.close()
    },
  }
}
