import path from 'node:path'
import { z } from 'zod'
import type { BackendOptions } from './backend'
import { LocalBackendError } from './local-backend-error'

const schema = z.object({
  DATA_DIR: z.string().min(1).default('.data'),
  SITE_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
  BACKEND_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  LOCAL_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SAMPLE_DATA: z.enum(['full', 'small', 'none']).default('full'),
  TRAFFIC: z.enum(['on', 'off']).default('on'),
  TRAFFIC_SPEED: z.coerce.number().min(0.1).max(100).default(1),
  RESET: z.enum(['on', 'off']).default('off'),
  UPGRADE: z.enum(['on', 'off']).default('off'),
})

/**
 * What the environment asks of the embedded backend.
 * @param environment variables; an empty one counts as absent.
 * @throws LocalBackendError naming each variable that is wrong.
 */
export function readEnvironment(
  environment: Record<string, string | undefined>,
): Omit<BackendOptions, 'log'> {
  const given = Object.entries(environment).filter(([, value]) => value !== '')
  const result = schema.safeParse(Object.fromEntries(given))
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new LocalBackendError(problems.join('; '), 'Correct the environment and start again.')
  }
  const wanted = result.data
  return {
    directory: path.resolve(wanted.DATA_DIR),
    siteUrl: wanted.SITE_URL,
    port: wanted.BACKEND_PORT,
    sampleData: wanted.SAMPLE_DATA,
    reset: wanted.RESET === 'on',
    upgrade: wanted.UPGRADE === 'on',
    databaseUrl: wanted.LOCAL_DATABASE_URL,
    traffic: wanted.TRAFFIC === 'on' ? wanted.TRAFFIC_SPEED : 0,
  }
}
