import { countOwn, countPlaywright, countVitest } from './counts.mjs'
import { Failure } from './failure.mjs'

const npx = (...args) => ['npx', '--no-install', ...args]
const script = (...args) => [process.execPath, '--import', 'tsx', ...args]

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string[][]} commands run one after another until one fails.
 * @property {(output: string) => Counts} [count] what passed and failed; without it the part counts as one.
 * @property {boolean} [splits] runs one share of its tests when its last command gets `--shard`.
 * @property {number} [shares] into how many shares it is divided where there are processors for several; each is a run of its own.
 * @property {Record<string, string>} [environment] what its commands get besides.
 * @property {boolean} [browser] needs one.
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {Counts & { name: string, retried: string[], seconds: number }} Result
 */

/** The group that runs only when it is named: every case of what `npm test` takes one case of each kind of. */
export const GRIDS = 'grids'

/**
 * The groups of parts of `npm test`; `npm run check` runs the first, and the last runs only by its name.
 * @type {Record<string, Part[]>}
 */
export const GROUPS = {
  check: [
    { name: 'types', commands: [npx('next', 'typegen'), npx('tsc', '--noEmit')] },
    { name: 'lint and format', commands: [npx('biome', 'ci')] },
    { name: 'unused code', commands: [npx('knip')] },
    { name: 'unit tests', commands: [npx('vitest', 'run')], count: countVitest, splits: true },
  ],
  database: [
    { name: 'generated types', commands: [[process.execPath, 'scripts/types.mjs', '--check']] },
    { name: 'database page', commands: [[process.execPath, 'scripts/database-page.mjs', '--check']] },
    {
      name: 'database tests',
      commands: [script('supabase/database-test/run.ts', '--sample')],
      count: countOwn,
    },
    { name: 'native Postgres', commands: [script('supabase/database-test/native.ts')], count: countOwn },
    { name: 'platform writes', commands: [script('supabase/database-test/platform.ts')], count: countOwn },
    { name: 'database advisors', commands: [script('supabase/database-test/advisors.ts')], count: countOwn },
  ],
  'end-to-end': [
    {
      name: 'end-to-end tests',
      commands: [npx('playwright', 'test', '--grep-invert=@further')],
      count: countPlaywright,
      splits: true,
      shares: 4,
      browser: true,
    },
  ],
  [GRIDS]: [
    {
      name: 'end-to-end grids',
      commands: [npx('playwright', 'test', '--grep=@grid|@further')],
      count: countPlaywright,
      environment: { WHOLE_GRID: '1' },
      splits: true,
      shares: 4,
      browser: true,
    },
    {
      name: 'embedded end-to-end',
      commands: [npx('playwright', 'test')],
      count: countPlaywright,
      environment: { E2E_DATABASE: 'embedded' },
      splits: true,
      shares: 4,
      browser: true,
    },
    {
      name: 'embedded database tests',
      commands: [script('supabase/database-test/run.ts')],
      count: countOwn,
    },
    {
      name: 'older Postgres',
      commands: [script('supabase/database-test/native.ts', 'older')],
      count: countOwn,
    },
  ],
}

/**
 * @param {string[]} names of groups or parts; a part's words may be joined by dashes. None for everything but the grids.
 * @param {string} [shard] one share of each, as 2/4.
 * @returns {Part[]} in the order in which they are declared, each once.
 * @throws {Failure} on an unknown name, and on a part that cannot be split.
 */
export function chooseParts(names, shard) {
  const slug = (name) => name.toLowerCase().replaceAll(' ', '-')
  const all = Object.entries(GROUPS).flatMap(([group, parts]) => parts.map((part) => ({ group, part })))
  const isCalled = (name) => (entry) => [entry.group, slug(entry.part.name)].includes(slug(name))
  for (const name of names) {
    if (!all.some(isCalled(name))) throw new Failure(`There is no part "${name}".\n\n${listParts()}`)
  }
  const chosen =
    names.length === 0
      ? all.filter(({ group }) => group !== GRIDS)
      : all.filter((entry) => names.some((name) => isCalled(name)(entry)))
  const parts = chosen.map(({ part }) => part)
  if (!shard) return parts
  const whole = parts.filter(({ splits }) => !splits).map(({ name }) => name)
  if (whole.length > 0)
    throw new Failure(`--shard cannot split ${whole.join(', ')}: name others with --part.`)
  return parts.map((part) => shareOf(part, shard))
}

/** @returns {Part} one share of a part, as 2/4. Shares may run at the same time: each end-to-end run has a place of its own. */
export function shareOf({ shares, ...part }, shard) {
  const commands = [...part.commands.slice(0, -1), [...(part.commands.at(-1) ?? []), `--shard=${shard}`]]
  return { ...part, commands, environment: { ...part.environment, E2E_RUN: shard.split('/')[0] } }
}

/** @returns {string} every group with its parts, for help. */
export function listParts() {
  const lines = Object.entries(GROUPS).map(
    ([group, parts]) => `  ${group.padEnd(12)}${parts.map(({ name }) => name).join(', ')}`,
  )
  return `Groups and their parts:\n${lines.join('\n')}`
}
