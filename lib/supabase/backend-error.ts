type Failure = { message: string; code?: string; details?: string | null }

/** Why the backend gave no answer that a page can use. `digest` reaches the browser, the message does not. */
export type BackendFailure = 'backend-unavailable' | 'backend-slow' | 'backend-refused' | 'backend-denied'

/** A read or write that the backend did not answer as expected. Pages show it with a retry. */
export class BackendError extends Error {
  readonly digest: BackendFailure

  /**
   * @param kind what to tell the reader.
   * @param message what to write to the server's log.
   */
  constructor(kind: BackendFailure, message: string) {
    super(message)
    this.name = 'BackendError'
    this.digest = kind
  }
}

/**
 * Tells failures of the network, of time and of permission apart.
 * @param error an error of supabase-js; `code` is Postgres's or PostgREST's, empty for network failures.
 */
export function backendFailure(error: Failure): BackendFailure {
  const text = `${error.message} ${error.details ?? ''}`
  if (error.code === '57014' || /timeout|timed out|aborted/i.test(text)) return 'backend-slow'
  if (error.code === '42501' || error.code === 'PGRST301') return 'backend-denied'
  if (!error.code || /fetch failed|ECONNREFUSED|ECONNRESET/i.test(text)) return 'backend-unavailable'
  return 'backend-refused'
}

/**
 * The data of an answer, or an error that the page's boundary shows: a failure never looks like emptiness.
 * @param answer what a supabase-js query resolved to.
 * @throws BackendError when the query failed.
 */
export function unwrap<Answer extends { data: unknown; error: Failure | null }>(answer: Answer) {
  if (answer.error) throw new BackendError(backendFailure(answer.error), answer.error.message)
  return answer.data as Extract<Answer, { error: null }>['data']
}
