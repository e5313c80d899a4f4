import { randomUUID } from 'node:crypto'
import { pageGroups } from '@/components/shell/pages'
import { expect, test } from '../support/test'

const lists = pageGroups.flatMap((group) => group.pages.map(({ href }) => href))
const details = lists.filter((href) => href !== '/').map((href) => `${href}/${randomUUID()}`)

test('a customer gets no page of the console', async ({ customerPage, database, marker }) => {
  const [profile] = await database.select('profiles', { email: 'eq.owner@kryonex.test' })
  const ids = { user_id: profile?.user_id ?? null }
  const [error] = await database.insert('error_logs', { error_type: marker, message: marker, ...ids })
  await database.insert('ops_alerts', { alert_type: marker, message: marker, ...ids })
  await database.insert('webhook_queue', { event_type: marker, error_message: marker, ...ids })
  for (const href of [...lists, ...details, `/errors/${error?.id}`, '/errors?state=all']) {
    const response = await customerPage.request.get(href)
    expect(await response.text(), href).not.toContain(marker)
    await customerPage.goto(href)
    await expect(customerPage, href).toHaveURL('/denied')
    await expect(customerPage.getByText('is not an admin')).toBeVisible()
    expect(await customerPage.content()).not.toContain(marker)
  }
})

test('nor does a visitor without a session', async ({ page }) => {
  for (const href of [...lists, ...details]) {
    await page.goto(href)
    await expect(page, href).toHaveURL(/\/login/)
  }
})

for (const route of ['/pulse', '/search?q=a']) {
  test(`${route} answers admins only`, async ({ admin, customerPage, request }) => {
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
