import path from 'node:path'
import { buildDashboard } from '../scripts/launch/build.mjs'
import { createProcesses, startBackend, startDashboard } from '../scripts/launch/processes.mjs'
import { freePort } from '../supabase/database-test/wire'
import type { Recorder } from './recorder'

const BUILD = { NEXT_DIST_DIR: '.next-bench' }

type Processes = ReturnType<typeof createProcesses>

/** The dashboard's production build over one backend after another. */
export type Stack = {
  siteUrl: string
  /** Process ids by name, for those who measure them. */
  pids: Record<string, number>
  /** Starts the API over a database, behind the recorder. @returns where it answers and its publishable key. */
  use(databaseUrl: string): Promise<{ url: string; publishableKey: string }>
  stop(): Promise<void>
}

/**
 * Builds the dashboard, if need be, and prepares to serve it.
 * @param directory where the backend keeps its keys; the same keys serve every database.
 */
export async function startStack(directory: string, recorder: Recorder): Promise<Stack> {
  await buildDashboard({ ...process.env, ...BUILD })
  const port = await freePort()
  const siteUrl = `http://localhost:${port}`
  const pids: Record<string, number> = {}
  const site = createProcesses()
  let backend = createProcesses()
  let serving = false
  return {
    siteUrl,
    pids,
    async use(databaseUrl) {
      await backend.stop()
      backend = createProcesses()
      const started = await startBackend(
        withEnvironment(backend, pids, {
          LOCAL_DATABASE_URL: databaseUrl,
          DATA_DIR: path.join(directory, 'backend'),
          SAMPLE_DATA: 'none',
          BACKEND_PORT: '0',
        }),
        { siteUrl, reset: false, traffic: false },
      )
      recorder.target = started.url
      if (!serving) {
        const environment = {
          ...BUILD,
          SUPABASE_URL: recorder.url,
          SUPABASE_PUBLISHABLE_KEY: started.publishableKey,
          NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: started.actionsEncryptionKey,
          SITE_URL: siteUrl,
          BACKEND_NAME: 'sample',
        }
        const processes = withEnvironment(site, pids, {})
        await startDashboard(processes, { port, host: '127.0.0.1', dev: false, environment })
        serving = true
      }
      return { url: started.url, publishableKey: started.publishableKey }
    },
    async stop() {
      await site.stop()
      await backend.stop()
    },
  }
}

/** The same processes, with more environment, whose ids are written down. */
function withEnvironment(
  processes: Processes,
  pids: Record<string, number>,
  environment: Record<string, string>,
): Processes {
  return {
    ...processes,
    start(name: string, args: string[], env: NodeJS.ProcessEnv) {
      const running = processes.start(name, args, { ...env, ...environment })
      pids[name] = running.child.pid ?? 0
      return running
    },
  }
}
