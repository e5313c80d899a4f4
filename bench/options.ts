import { parseArgs } from 'node:util'
import { Failure } from '../scripts/launch/failure.mjs'

const USAGE = `npm run bench -- [pages] [options]
  errors webhooks …    measure these pages only; overview is /
  --only <parts>       of database, api, documents, browser, writes, memory: these, comma separated
  --large              10,000,000 rows of webhook_queue and latency_logs as well
  --rebuild            make the data again
  --compare <file>     a saved run to compare with (bench/results/latest.json)
  --save               keep the result in bench/results/
  --without <index>    drop an index for this run, to see what it is worth
  --help               this text

The data stays in .bench (BENCH_DIR moves it).`

/** What can be measured; the first two need no dashboard of their own. */
export const PARTS = ['database', 'api', 'documents', 'browser', 'writes', 'memory'] as const
export type Part = (typeof PARTS)[number]

export type BenchOptions = {
  /** Paths of pages; empty for all. */
  pages: string[]
  parts: Set<Part>
  large: boolean
  rebuild: boolean
  compare: string
  save: boolean
  without?: string
}

/** @returns what the command line asks for, or the usage when it asks for help. */
export function readBenchOptions(args: string[]): BenchOptions | string {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        large: flag,
        rebuild: flag,
        save: flag,
        help: flag,
        compare: { type: 'string', default: 'bench/results/latest.json' },
        without: { type: 'string' },
      },
    })
    if (values.help) return USAGE
    const { large, rebuild, save, compare, without } = values
    const pages = positionals.map((name) => (name === 'overview' ? '/' : `/${name.replace(/^\//, '')}`))
    return { pages, parts: readParts(values.only, pages.length > 0), large, rebuild, save, compare, without }
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

/** One page's part leaves out what no page owns. */
function readParts(only: string | undefined, somePages: boolean): Set<Part> {
  if (!only)
    return new Set(somePages ? PARTS.filter((part) => part !== 'memory' && part !== 'writes') : PARTS)
  const wanted = only.split(',')
  const unknown = wanted.find((name) => !PARTS.includes(name as Part))
  if (unknown) throw new Error(`"${unknown}" is none of ${PARTS.join(', ')}.`)
  return new Set(wanted as Part[])
}
