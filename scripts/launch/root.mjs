import path from 'node:path'

/** The project's root, whatever directory a command was started from. */
export const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..')
