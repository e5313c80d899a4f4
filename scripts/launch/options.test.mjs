import { expect, test } from 'vitest'
import { readOptions } from './options.mjs'

const project = { SUPABASE_URL: 'https://abc.supabase.co', SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x' }

test('without anything: the embedded backend on port 3000', () => {
  const options = readOptions([], {})
  expect(options).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    siteUrl: 'http://localhost:3000',
    traffic: true,
  })
  expect(options.supabase).toBeUndefined()
})

test('the option wins over PORT, and the address follows it', () => {
  expect(readOptions(['--port', '3100'], { PORT: '3200' })).toMatchObject({
    port: 3100,
    siteUrl: 'http://localhost:3100',
  })
  expect(readOptions([], { PORT: '3200', SITE_URL: 'https://ops.example/' }).siteUrl).toBe(
    'https://ops.example',
  )
})

test('a Supabase project needs both its address and its key', () => {
  expect(readOptions([], project).supabase).toEqual({
    url: project.SUPABASE_URL,
    key: project.SUPABASE_PUBLISHABLE_KEY,
  })
  expect(() => readOptions([], { SUPABASE_URL: project.SUPABASE_URL })).toThrow(
    'SUPABASE_PUBLISHABLE_KEY is missing',
  )
  expect(() => readOptions([], { SUPABASE_PUBLISHABLE_KEY: 'x' })).toThrow('SUPABASE_URL is missing')
})

test('the platform’s API may be on this machine, behind TLS, or nowhere', () => {
  for (const url of ['http://127.0.0.1:4000/api', 'https://api.kryonex.example', '']) {
    expect(() => readOptions([], { PLATFORM_API_URL: url })).not.toThrow()
  }
})

test.each([
  [['--port', '0'], {}, 'from 1 to 65535'],
  [['--port', '3000x'], {}, '"3000x"'],
  [['--colour'], {}, '--colour'],
  [[], { SITE_URL: 'ops.example' }, 'SITE_URL must be'],
  [[], { PLATFORM_API_URL: 'api.kryonex.example' }, 'PLATFORM_API_URL must be'],
  [[], { PLATFORM_API_URL: 'http://api.kryonex.example' }, 'must start with https://'],
  [[], { PLATFORM_API_URL: 'https://a:b@api.kryonex.example' }, 'without user'],
  [[], { ...project, SUPABASE_URL: 'abc' }, 'SUPABASE_URL must be'],
  [[], { SUPABASE_SECRET_KEY: 'sb_secret_x' }, 'SUPABASE_SECRET_KEY is set'],
  [[], { SUPABASE_SERVICE_ROLE_KEY: 'x' }, 'SUPABASE_SERVICE_ROLE_KEY is set'],
  [[], { ...project, SUPABASE_PUBLISHABLE_KEY: 'sb_secret_x' }, 'holds a secret key'],
  [['--reset'], project, '--reset deletes'],
  [['--upgrade'], project, '--upgrade is for the embedded backend'],
  [['--upgrade', '--reset'], {}, 'choose one'],
  [['--reset'], { LOCAL_DATABASE_URL: 'postgres://x/y' }, '--reset never touches'],
])('%j with %j is refused', (args, environment, message) => {
  expect(() => readOptions(args, environment)).toThrow(message)
})
