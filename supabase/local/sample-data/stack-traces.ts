import type { Random } from './random'

/** One line of a Node.js stack: what was running, and where. */
type Frame = [call: string, place: string]

/**
 * @param name the class of the error.
 * @param own frames of the platform's own code, innermost first.
 * @param library frames of what it called, which come before its own.
 */
export function nodeStack(name: string, message: string, own: Frame[], library: Frame[] = []): string {
  const frames: Frame[] = [
    ...library,
    ...own,
    ['process.processTicksAndRejections', 'node:internal/process/task_queues:105:5'],
    ['async Worker.run', '/app/src/queue/worker.js:61:7'],
  ]
  return [`${name}: ${message}`, ...frames.map(([call, place]) => `    at ${call} (${place})`)].join('\n')
}

export const AXIOS: Frame[] = [
  ['settle', '/app/node_modules/axios/lib/core/settle.js:19:12'],
  ['IncomingMessage.handleStreamEnd', '/app/node_modules/axios/lib/adapters/http.js:617:11'],
  ['IncomingMessage.emit', 'node:events:536:35'],
  ['endReadableNT', 'node:internal/streams/readable:1698:12'],
]

export const TIMED_OUT: Frame[] = [
  ['RedirectableRequest.handleRequestTimeout', '/app/node_modules/axios/lib/adapters/http.js:690:16'],
  ['Timeout._onTimeout', '/app/node_modules/follow-redirects/index.js:221:12'],
  ['listOnTimeout', 'node:internal/timers:581:17'],
  ['process.processTimers', 'node:internal/timers:519:7'],
]

export const POSTGREST: Frame[] = [
  ['PostgrestBuilder.then', '/app/node_modules/@supabase/postgrest-js/dist/cjs/PostgrestBuilder.js:124:19'],
]

/** @param own file, line, function and source line of each frame, outermost first. */
export function pythonStack(name: string, message: string, own: [string, number, string, string][]): string {
  const frames = own.map(
    ([file, line, where, source]) => `  File "${file}", line ${line}, in ${where}\n    ${source}`,
  )
  return ['Traceback (most recent call last):', ...frames, `${name}: ${message}`].join('\n')
}

/** What Postgres says of two transactions that wait for each other. */
export function deadlockReport(random: Random): string {
  const [one, other] = [random.int(2000, 9000), random.int(2000, 9000)]
  const [mine, theirs] = [random.int(88_000_000, 89_000_000), random.int(88_000_000, 89_000_000)]
  return [
    'ERROR:  deadlock detected',
    `DETAIL:  Process ${one} waits for ShareLock on transaction ${mine}; blocked by process ${other}.`,
    `Process ${other} waits for ShareLock on transaction ${theirs}; blocked by process ${one}.`,
    'HINT:  See server log for query details.',
    `CONTEXT:  while updating tuple (${random.int(1, 90)},${random.int(1, 60)}) in relation "usage_limits"`,
    'STATEMENT:  update usage_limits set call_used_seconds = call_used_seconds + $1 where user_id = $2',
  ].join('\n')
}
