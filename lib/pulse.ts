import type { Database } from './supabase/database.types'

/** How much waits in every queue, and a marker that changes with any row of them. */
export type Pulse = Database['public']['Functions']['pulse']['Returns'][number]

/** One beat of the console: the pulse, and which build of the console answered. */
export type Beat = Pulse & { build: string }

/** The build that this code belongs to; the browser compares its own with the server's. */
export const BUILD = process.env.CONSOLE_BUILD ?? ''
