import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { root } from '../scripts/launch/root.mjs'
import type { NativeServer } from '../supabase/database-test/native-server'
import { measureBrowser } from './browser'
import { BUDGETS, type Figure, NOISE_MS } from './budgets'
import { measureBulk } from './bulk'
import { LARGE_SIZE, prepareDatasets, SIZES } from './datasets'
import { browserFigures, bulkFigures, measureDocuments, memoryFigures, writeFigures } from './figures'
import type { Size } from './load'
import { measureMemory } from './memory'
import { withoutIndex } from './missing-index'
import { observePage, type Question } from './observe'
import type { BenchOptions } from './options'
import { type PlanLog, whileExplaining } from './plans'
import { comparePolicies, describe, lineUp, type Series, timeInDatabase, timeThroughApi } from './questions'
import { type Recorder, startRecorder } from './recorder'
import { describeMachine, type Result } from './result'
import { type Session, signIn } from './session'
import { type Stack, startStack } from './stack'
import { choosePages } from './views'
import { measureWrites } from './writes'

type Bench = {
  server: NativeServer
  directory: string
  plans: PlanLog
  options: BenchOptions
  log: (line: string) => void
  /** Is given what was found so far, after every part. */
  keep: (result: Result) => Promise<void>
  /** Receives what must be stopped if the run is interrupted. */
  onStop: (stop: () => Promise<void>) => void
}

/** Measures what was asked for, over data that is there or is made. */
export async function runBench(bench: Bench): Promise<Result> {
  const { server, options, log } = bench
  const pages = choosePages(options.pages)
  const machine = describeMachine(server.version)
  const sizes = options.large ? [...SIZES, LARGE_SIZE] : SIZES
  const loadedInSeconds = await prepareDatasets(server, sizes, options.rebuild, log)
  const urls = sizes.map(({ name }) => server.url(name))
  const result: Result = {
    taken: new Date().toISOString(),
    machine,
    sizes: sizes.map(({ name }) => name),
    loadedInSeconds,
    questions: [],
    figures: [],
  }
  await withoutIndex(urls, options.without, async () => {
    await measurePages(bench, pages, sizes, result)
  })
  if (options.parts.has('writes')) {
    log('Acting on ten thousand rows …')
    result.figures.push(...bulkFigures(await measureBulk(urls.at(-1) as string)))
    await bench.keep(result)
    log('Inserting …')
    result.figures.push(...writeFigures(await measureWrites(server, 'rows_100000')))
    await bench.keep(result)
  }
  return result
}

async function measurePages(bench: Bench, pages: string[], sizes: Size[], result: Result) {
  const { server, directory, options, onStop } = bench
  if (!['database', 'api', 'documents', 'browser', 'memory'].some((part) => options.parts.has(part as never)))
    return
  const recorder = await startRecorder()
  onStop(recorder.close)
  await mkdir(path.join(directory, 'backend'), { recursive: true })
  const stack = await startStack(directory, recorder)
  onStop(stack.stop)
  const { bySize, sessions, publishableKey } = await observe(bench, stack, recorder, pages, sizes)
  const series = lineUp(bySize)
  result.questions = series.map(describe)
  await bench.keep(result)
  const asked = { stack, recorder, series, session: sessions.at(-1) as Session, publishableKey }
  const urls = sizes.map(({ name }) => server.url(name))
  await timeQuestions(bench, asked, urls, sessions, result)
  await lookFromOutside(bench, asked, pages, result)
}

/** Opens every page over every size, the largest last: its backend stays for what comes next. */
async function observe(bench: Bench, stack: Stack, recorder: Recorder, pages: string[], sizes: Size[]) {
  const bySize: Question[][] = []
  const sessions: Session[] = []
  let publishableKey = ''
  for (const { name } of sizes) {
    bench.log(`Opening ${pages.length} pages over ${name} …`)
    const backend = await stack.use(bench.server.url(name))
    publishableKey = backend.publishableKey
    const session = await signIn(backend.url, publishableKey)
    sessions.push(session)
    const place = { siteUrl: stack.siteUrl, recorder, session, database: name, plans: bench.plans }
    bySize.push(
      await whileExplaining(bench.server, async () => {
        const questions: Question[] = []
        for (const page of pages) questions.push(...(await observePage(page, place)))
        return questions
      }),
    )
  }
  return { bySize, sessions, publishableKey }
}

type Asked = { stack: Stack; recorder: Recorder; series: Series[]; session: Session; publishableKey: string }

async function timeQuestions(
  bench: Bench,
  asked: Asked,
  urls: string[],
  sessions: Session[],
  result: Result,
) {
  const { options, log } = bench
  const { series, recorder } = asked
  if (options.parts.has('database')) {
    log('Asking the databases …')
    const times = await timeInDatabase(series, urls, sessions)
    result.questions = result.questions.map((question, index) => ({ ...question, ...times[index] }))
    const largest = series.map((questions) => questions.at(-1) as Question)
    for (const question of largest.filter(
      ({ view, call }) =>
        view.name === 'as it opens' &&
        call.body.includes('"cursor_values"') &&
        // These serve admins alone, so that there is nothing to compare them with.
        !/list_(records|missing_events)$/.test(call.path),
    )) {
      result.figures.push(policyFigure(await comparePolicies(question, urls.at(-1) ?? '', asked.session)))
    }
    await bench.keep(result)
  }
  if (options.parts.has('api')) {
    log('Asking the API …')
    const times = await timeThroughApi(
      series.map((questions) => questions.at(-1) as Question),
      recorder.target,
    )
    result.questions = result.questions.map((question, index) => ({ ...question, api: times[index] }))
    await bench.keep(result)
  }
}

function policyFigure({ page, admin, backend }: Awaited<ReturnType<typeof comparePolicies>>): Figure {
  const detail = `${admin.toFixed(2)} ms as an admin, ${backend.toFixed(2)} ms without policies`
  return {
    page,
    what: 'first page under row level security',
    value: admin / backend,
    unit: '×',
    budget: BUDGETS.policies,
    decides: true,
    noise: NOISE_MS / backend,
    detail,
  }
}

async function lookFromOutside(bench: Bench, asked: Asked, pages: string[], result: Result) {
  const { options, log } = bench
  const { stack, recorder, session, publishableKey } = asked
  if (options.parts.has('documents')) {
    log('Getting documents …')
    result.figures.push(...(await measureDocuments(stack.siteUrl, session, pages, result.questions)))
    await bench.keep(result)
  }
  if (options.parts.has('browser')) {
    log('Looking in Chromium …')
    result.figures.push(...browserFigures(await measureBrowser(stack.siteUrl, session, pages)))
    await bench.keep(result)
  }
  if (options.parts.has('memory')) {
    log('Twenty admins browse for two minutes …')
    const sessions = [
      session,
      await signIn(recorder.target, publishableKey, 1),
      await signIn(recorder.target, publishableKey, 2),
    ]
    result.figures.push(...memoryFigures(await measureMemory(stack.siteUrl, sessions, pages, stack.pids)))
    await bench.keep(result)
  }
}

/** Where the results of runs that were kept are. */
export const resultsDirectory = path.join(root, 'bench', 'results')
