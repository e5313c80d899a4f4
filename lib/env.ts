import 'server-only'
import { z } from 'zod'

const schema = z.object({
  SUPABASE_URL: z.url({ protocol: /^https?$/ }),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SITE_URL: z.url({ protocol: /^https?$/ }).optional(),
  BACKEND_NAME: z.string().optional(),
  PLATFORM_API_URL: z
    .union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/ })])
    .optional(),
})

let parsed: z.infer<typeof schema> | undefined

/**
 * The server's environment, checked once.
 * @returns the address and publishable key of the Supabase project, where this site is reached, and where the
 * platform's own API is, if anywhere.
 * @throws Error naming every variable that is missing or malformed.
 */
export function env() {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const names = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is incomplete. ${names.join('; ')}`)
  }
  parsed = result.data
  return parsed
}

const EMBEDDED: Record<string, string> = { sample: 'Sample', local: 'Local' }

/** @returns a short name of the connected backend for people: "Sample" over the sample data, "Local" for other data of the embedded backend, or the project's host. */
export function backendName(): string {
  const { BACKEND_NAME, SUPABASE_URL } = env()
  return EMBEDDED[BACKEND_NAME ?? ''] ?? new URL(SUPABASE_URL).host
}
