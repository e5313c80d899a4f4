import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** A port on loopback that nobody listens on. */
export function freePort() {
  return new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Lets tools that speak the Postgres protocol at a database, on loopback, while `use` runs. */
export async function withDatabaseUrl<T>(database: PGlite, use: (url: string) => Promise<T>) {
  const port = await freePort()
  const server = new PGLiteSocketServer({ db: database, port, host: '127.0.0.1' })
  await server.start()
  try {
    return await use(`postgresql://postgres:postgres@127.0.0.1:${port}/postgres?sslmode=disable`)
  } finally {
    await server.stop()
  }
}
