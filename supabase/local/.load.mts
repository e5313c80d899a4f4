import { startBackend } from './backend'

process.env.LITE_TELEMETRY = '0'
const t = performance.now()
const b = await startBackend({
  directory: process.argv[2]!,
  siteUrl: 'http://localhost:3000',
  port: 0,
  sampleData: (process.argv[3] ?? 'full') as never,
  reset: process.argv[4] !== 'keep',
  log: (l) => console.log(((performance.now() - t) / 1000).toFixed(2), l),
})
console.log('up', ((performance.now() - t) / 1000).toFixed(2), process.memoryUsage().rss / 1e6)
await b.stop()
console.log('stopped', ((performance.now() - t) / 1000).toFixed(2))
