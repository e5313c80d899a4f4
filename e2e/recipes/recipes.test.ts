import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { applyRecipe, readRecipes } from '../../scripts/recipes/recipes.mjs'
import { freePort } from '../support/processes'
import { openPalette } from '../support/screen'
import { accounts, submitSignIn } from '../support/sessions'
import { copyProject } from './copy'

const MINUTE = 60_000

/** The tests that hold the declarations of lists against each other and against SQL, and generated files. */
const UNIT_TESTS = [
  'app/(admin)/lists.test.ts',
  'supabase/database-test/lists.test.ts',
  'supabase/migrate/generate.test.ts',
]

test.describe.configure({ mode: 'serial' })

let project: Awaited<ReturnType<typeof copyProject>>
let server: ReturnType<typeof project.start>
let page: Page
let site: string

test.beforeAll(async () => {
  test.setTimeout(5 * MINUTE)
  project = await copyProject()
})

test.afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.closed
  await project?.remove()
})

test('the recipes apply in their order, and their commands run', async () => {
  test.setTimeout(5 * MINUTE)
  const recipes = readRecipes(await readFile(path.join(project.directory, 'CONTRIBUTING.md'), 'utf8'))
  for (const recipe of recipes) applyRecipe(recipe, project.directory)
  const commands = recipes
    .flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'commands'))
    .flatMap(({ text }) => text.trim().split('\n'))
  expect(commands).toContain('npm run migrate -- --generate')
  for (const command of commands) {
    const [program = '', ...args] = command.split(' ')
    await project.run(program, args)
  }
})

test('types, lint and format accept the result', async () => {
  test.setTimeout(5 * MINUTE)
  await project.run('npx', ['--no-install', 'next', 'typegen'])
  await project.run('npx', ['--no-install', 'tsc', '--noEmit'])
  await project.run('npx', ['--no-install', 'biome', 'ci', 'app', 'lib'])
})

test('the tests of every list accept it', async () => {
  test.setTimeout(5 * MINUTE)
  const output = await project.run('npx', [
    '--no-install',
    'vitest',
    'run',
    '--reporter=verbose',
    ...UNIT_TESTS,
  ])
  expect(output).toContain('leads > the filter sentiment narrows the rows')
})

test('its functions and views answer admins only', async () => {
  test.setTimeout(5 * MINUTE)
  await project.run('node', ['--import', 'tsx', 'supabase/database-test/run.ts', '98-no-function'])
})

test('npm start builds it, applies its SQL, and an admin opens it from the navigation', async ({
  browser,
}) => {
  test.setTimeout(10 * MINUTE)
  const port = await freePort()
  site = `http://localhost:${port}`
  server = project.start(port)
  await expect.poll(server.output, { timeout: 9 * MINUTE }).toContain('Kryonex Ops is ready')
  const context = await browser.newContext({ baseURL: site })
  page = await context.newPage()
  await page.goto('/login')
  await submitSignIn(page, accounts.admin)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Leads' }).click()
  await expect(page.getByRole('heading', { name: 'Leads' })).toBeVisible()
  await expect(page).toHaveTitle(/Leads/)
})

const rows = () => page.getByRole('table', { name: 'leads' }).locator('tbody tr[data-row]')

test('it shows its rows, masked, and a filter that narrows them', async () => {
  await expect(rows().first()).toContainText('•')
  await page.getByRole('button', { name: 'Sentiment' }).click()
  await page.getByRole('menuitemcheckbox', { name: /negative/i }).click()
  await expect(page).toHaveURL(/sentiment=negative/)
  await page.goto('/leads?sentiment=negative&status=booked')
  await expect(rows().first().getByRole('cell', { name: 'booked', exact: true })).toBeVisible()
  const read = async (query: string) =>
    (await (await page.request.get(`/export/leads?format=json&${query}`)).json()) as Record<string, string>[]
  const all = await read('')
  const narrowed = await read('sentiment=negative&status=booked')
  expect(narrowed.length).toBeGreaterThan(0)
  expect(narrowed).toEqual(
    all.filter(({ sentiment, status }) => sentiment === 'negative' && status === 'booked'),
  )
  expect(all.length).toBeGreaterThan(narrowed.length)
})

test('it names a parameter that it does not declare, and exports nothing then', async () => {
  await page.goto('/leads?q=x')
  await expect(page.getByText('Not understood in the address, so left out: q')).toBeVisible()
  const answer = await page.request.get('/export/leads?q=x&format=csv')
  expect(answer.status()).toBe(400)
  expect(await answer.text()).toBe('Not understood in the address: q\n')
})

test('its detail opens in the list and as a page; palette and help know it', async () => {
  await page.goto('/leads')
  await rows().first().getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'Lead', exact: true })).toContainText('Called')
  await page.reload()
  await expect(page.getByText('Called', { exact: true })).toBeVisible()
  await page.goto('/leads')
  const palette = await openPalette(page)
  await palette.getByRole('combobox').fill('lead')
  await expect(palette.getByRole('option', { name: 'Leads', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('See who called, and what came of it.')).toBeVisible()
})
