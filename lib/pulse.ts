import type { Database } from './supabase/database.types'

/** One beat of the console: how much waits in every queue, and a marker that changes with any row. */
export type Pulse = Database['public']['Functions']['pulse']['Returns'][number]
