import { randomUUID } from 'node:crypto'
import { casesOf, grid } from '../support/grid'
import { LIST_PAGES, lists } from '../support/paths'
import { expect, test } from '../support/test'

/** Pages without details of their own: an address below them is nobody's. */
const FLAT = ['/', ...LIST_PAGES.filter(({ list }) => list.details === false).map(({ path }) => path)]
const details = lists.filter((href) => !FLAT.includes(href)).map((href) => `${href}/${randomUUID()}`)
const addresses = [...lists, ...details]

/** What an address is an example of: a list, one of its details, or a page of its own. */
function kindOf(href: string): string {
  if (details.includes(href)) return 'detail'
  return LIST_PAGES.some(({ path }) => path === href) ? 'list' : href
}

test('no page is served to a customer', async ({ admin, customerPage }) => {
  const row = /<tr[^>]* data-row/
  expect(await (await admin.request.get('/errors?view=rows')).text()).toMatch(row)
  for (const href of addresses) {
    const text = await (await customerPage.request.get(href)).text()
    expect(text, href).toContain('/denied')
    expect(text, href).not.toMatch(row)
  }
})

test('a customer gets no data from any page', grid, async ({ customerPage }) => {
  test.slow()
  for (const href of casesOf(addresses, kindOf)) {
    await customerPage.goto(href)
    await expect(customerPage, href).toHaveURL('/denied')
    await expect(customerPage.getByText('is not an admin')).toBeVisible()
    await expect(customerPage.getByRole('table')).toHaveCount(0)
  }
})

test('a customer gets none of the rows about them', async ({ customerPage, database, marker }) => {
  const [profile] = await database.select('profiles', { email: 'eq.owner@kryonex.test' })
  const [error] = await database.insert('error_logs', {
    error_type: marker,
    message: marker,
    user_id: profile?.user_id,
  })
  const delivered: string[] = []
  customerPage.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  for (const href of [`/errors?type=${marker}`, `/errors/${error?.id}`, '/']) {
    await customerPage.goto(href)
    await expect(customerPage.getByText('is not an admin')).toBeVisible()
  }
  expect(delivered.join('')).toContain('is not an admin')
  // The address itself may come back, inside the page's own script, and nothing else.
  expect(delivered.join('').replaceAll(`type=${marker}`, '')).not.toContain(marker)
})

test('no page is served to a visitor without a session', async ({ request }) => {
  for (const href of addresses) {
    const answer = await request.get(href)
    expect(new URL(answer.url()).pathname, href).toBe('/login')
  }
})

test('a visitor without a session gets no data from any page', grid, async ({ page }) => {
  for (const href of casesOf(addresses, kindOf)) {
    await page.goto(href)
    await expect(page, href).toHaveURL(/\/login/)
  }
})

const newer = `/customers/${randomUUID()}/newer?at=2026-01-01T00:00:00Z&id=${randomUUID()}`

for (const route of ['/pulse', '/search?q=a', newer]) {
  test(`${route.replace(/[-0-9a-f]{36}/g, '[id]')} answers admins only`, async ({
    admin,
    customerPage,
    request,
  }) => {
    expect((await admin.request.get(route)).status()).toBe(200)
    const denied = await customerPage.request.get(route)
    expect(denied.status()).toBe(403)
    expect(await denied.text()).toBe('')
    const anonymous = await request.get(route, { maxRedirects: 0 })
    expect([307, 401]).toContain(anonymous.status())
  })
}

test("a customer who sends an admin's action gets nothing done", async ({
  admin,
  customerPage,
  database,
  marker,
  baseURL,
}) => {
  const [error] = await database.insert('error_logs', { error_type: marker, message: marker })
  await admin.goto(`/errors/${error?.id}`)
  const sent = admin.waitForRequest((request) => request.method() === 'POST')
  await admin.getByRole('button', { name: 'Resolve' }).click()
  await admin.getByLabel('Resolution notes').fill('by the admin')
  await admin.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
  const action = await sent
  await expect(admin.getByText('1 error resolved')).toBeVisible()
  await database.update(
    'error_logs',
    { id: `eq.${error?.id}` },
    { resolved_at: null, resolution_notes: null },
  )

  const { 'next-action': id = '', 'content-type': type = '' } = await action.allHeaders()
  const repeat = {
    headers: { 'next-action': id, 'content-type': type, origin: baseURL ?? '' },
    data: action.postData() ?? '',
  }
  const answer = await customerPage.request.post('/denied', repeat)
  expect(await answer.text()).toContain('Your account is not allowed to do this.')
  const [after] = await database.select('error_logs', { id: `eq.${error?.id}` })
  expect(after?.resolved_at).toBeNull()
  // The same request is a good one when an admin sends it.
  await admin.request.post('/denied', repeat)
  const [done] = await database.select('error_logs', { id: `eq.${error?.id}` })
  expect(done?.resolution_notes).toBe('by the admin')
})
