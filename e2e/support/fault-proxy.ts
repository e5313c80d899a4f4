import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Fault = { path: string; delay: number; answer?: unknown }

/** Ways to make the backend misbehave, for one dashboard. */
export type Faults = {
  /** Nothing listens any more: connections are refused. */
  down(): Promise<void>
  /** Requests whose path starts like this are cut off without an answer. */
  cut(path: string): void
  /** Requests whose path starts like this reach the backend only after a while. */
  slow(milliseconds: number, path?: string): void
  /** Requests whose path starts like this are answered with this, and never reach the backend. */
  answer(path: string, answer: unknown): void
  /** Everything works again. */
  restore(): Promise<void>
  /** @returns the paths of what was asked since the last call, in order. */
  asked(): string[]
}

/**
 * A proxy between a dashboard and its backend that can be slow, broken, or gone.
 * @param target the backend's address.
 */
export async function startFaultProxy(target: string) {
  let faults: Fault[] = []
  let asked: string[] = []
  const server = createServer(async (incoming, outgoing) => {
    asked.push(incoming.url?.split('?')[0] ?? '')
    const fault = faults.find(({ path }) => incoming.url?.startsWith(path))
    if (fault?.delay === Number.POSITIVE_INFINITY) return incoming.socket.destroy()
    if (fault?.answer !== undefined)
      return outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(fault.answer))
    if (fault) await new Promise((resolve) => setTimeout(resolve, fault.delay))
    if (!incoming.socket.destroyed) pass(incoming, outgoing, target)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const close = async () => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const control: Faults = {
    down: close,
    cut: (path) => void faults.push({ path, delay: Number.POSITIVE_INFINITY }),
    answer: (path, answer) => void faults.push({ path, delay: 0, answer }),
    slow: (delay, path = '/') => void faults.push({ path, delay }),
    async restore() {
      faults = []
      if (!server.listening) await listen(port)
    },
    asked() {
      const paths = asked
      asked = []
      return paths
    },
  }
  return { url: `http://127.0.0.1:${port}`, faults: control, close }
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string) {
  const { host: _, ...headers } = incoming.headers
  const onward = forward(`${target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.once('error', () => outgoing.destroy())
  outgoing.once('close', () => onward.destroy())
  incoming.pipe(onward)
}
