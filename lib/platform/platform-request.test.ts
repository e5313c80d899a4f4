import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { postToPlatform } from './platform-request'

type Received = { method?: string; url?: string; headers: IncomingHttpHeaders; body: unknown }

const servers: Server[] = []

async function startPlatform(answer: (response: ServerResponse, received: Received) => void) {
  const requests: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { method, url, headers } = request
    const received = { method, url, headers, body: JSON.parse(text) }
    requests.push(received)
    answer(response, received)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

function ask(base: string, timeoutMs = 2000) {
  const path = '/admin/webhook-queue/7/replay'
  return postToPlatform({
    base,
    path,
    token: 'the-token',
    key: 'webhook-replay:7:2',
    body: { attempts: 2 },
    timeoutMs,
  })
}

function answering(status: number, body = '') {
  return startPlatform((response) => response.writeHead(status).end(body))
}

test('sends the token of the caller and the key of what is meant', async () => {
  const { base, requests } = await answering(202, '{"queued":true}')
  expect(await ask(`${base}/`)).toEqual({ ok: true, repeated: false })
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: '/admin/webhook-queue/7/replay',
    body: { attempts: 2 },
    headers: {
      authorization: 'Bearer the-token',
      'idempotency-key': 'webhook-replay:7:2',
      'content-type': 'application/json',
    },
  })
})

test('the path of the address stays in front', async () => {
  const { base, requests } = await answering(200)
  await ask(`${base}/api/v2`)
  expect(requests[0]?.url).toBe('/api/v2/admin/webhook-queue/7/replay')
})

test('asking again after no answer does it once', async () => {
  const done = new Set<unknown>()
  let isFirst = true
  const { base } = await startPlatform((response, { headers }) => {
    const key = headers['idempotency-key']
    const wasDone = done.has(key)
    done.add(key)
    // The first answer is lost on its way.
    if (isFirst) response.destroy()
    else response.writeHead(wasDone ? 409 : 202).end()
    isFirst = false
  })
  expect(await ask(base)).toMatchObject({ ok: false, failure: 'unreachable' })
  expect(await ask(base)).toEqual({ ok: true, repeated: true })
  expect(done.size).toBe(1)
})

test('gives up in time, also when only the body hangs', async () => {
  const silent = await startPlatform(() => undefined)
  expect(await ask(silent.base, 100)).toMatchObject({ ok: false, failure: 'slow', status: null })
  const hanging = await startPlatform((response) => {
    response.writeHead(200)
    response.write('{')
  })
  expect(await ask(hanging.base, 100)).toMatchObject({ ok: false, failure: 'slow' })
})

test('an API that nobody runs is unreachable', async () => {
  const { base } = await answering(200)
  const server = servers.pop()
  await new Promise((resolve) => server?.close(resolve))
  expect(await ask(base)).toEqual({
    ok: false,
    failure: 'unreachable',
    status: null,
    message: 'The platform’s API cannot be reached.',
  })
})

test.each([
  [401, '', 'denied', 'does not let your account'],
  [403, '{"message":"no"}', 'denied', 'does not let your account'],
  [404, '{"error":"no such webhook"}', 'refused', 'answered 404: no such webhook'],
  [500, '<html>stack trace</html>', 'refused', 'answered 500.'],
  [422, '{"message":"call of +14155550123 is older"}', 'refused', 'answered 422: call of'],
  [504, '', 'slow', 'did not answer in time'],
])('%i %s is %s', async (status, body, failure, message) => {
  const { base } = await answering(status, body)
  const answer = await ask(base)
  expect(answer).toMatchObject({ ok: false, failure, status })
  expect(answer).toHaveProperty('message', expect.stringContaining(message))
  expect(JSON.stringify(answer)).not.toContain('4155550123')
  expect(JSON.stringify(answer)).not.toContain('html')
})

test('a redirect is refused: the token goes nowhere else', async () => {
  const other = await answering(200)
  const { base } = await startPlatform((response) => response.writeHead(307, { location: other.base }).end())
  expect(await ask(base)).toMatchObject({ ok: false, failure: 'refused', status: 307 })
  expect(other.requests).toHaveLength(0)
})
