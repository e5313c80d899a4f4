import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkContract } from './contract.mjs'

const answers = {
  '/complete': [200, []],
  '/incomplete': [200, [{ file: 'usage_tracking.sql', relation: 'usage_calls', part: 'seconds' }]],
  '/keys': [
    200,
    [{ file: 'fix_agents_constraints.sql', relation: 'agents', part: 'agents_agent_id_key is still there' }],
  ],
  '/foreign': [404, { code: 'PGRST202' }],
  '/refused': [401, {}],
}
const server = createServer((request, response) => {
  const [status, body] = answers[`/${request.headers.apikey}`]
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
})
let url = ''

beforeAll(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${server.address().port}`
})
afterAll(() => server.close())

test('accepts a database that has everything', async () => {
  await expect(checkContract({ url, key: 'complete' })).resolves.toBeUndefined()
})

test('starts over a platform that keeps its own keys of agents', async () => {
  await expect(checkContract({ url, key: 'keys' })).resolves.toBeUndefined()
})

test('names the file that adds what is missing', async () => {
  await expect(checkContract({ url, key: 'incomplete' })).rejects.toThrow(
    'usage_tracking.sql adds usage_calls.seconds',
  )
})

test('says when the migrations were never applied', async () => {
  await expect(checkContract({ url, key: 'foreign' })).rejects.toThrow("lacks the dashboard's functions")
})

test('says when the key is wrong', async () => {
  await expect(checkContract({ url, key: 'refused' })).rejects.toThrow('SUPABASE_PUBLISHABLE_KEY')
})

test('starts when the project cannot be reached', async () => {
  await expect(checkContract({ url: 'http://127.0.0.1:9', key: 'x' })).resolves.toBeUndefined()
})
