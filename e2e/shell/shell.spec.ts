import { expect, test } from '../support/test'

test('the theme is kept, and drawn by the server from the first byte', async ({ admin }) => {
  await admin.goto('/errors')
  const root = admin.locator('html')
  const colour = () => admin.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const scheme = () => admin.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  const light = await colour()
  await admin.getByRole('button', { name: 'Dark theme' }).click()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  const dark = await colour()
  expect(dark).not.toBe(light)
  expect(await scheme()).toBe('dark')
  // The document as it arrives, before any script: nothing to flash.
  expect(await (await admin.request.get('/errors')).text()).toMatch(/<html[^>]* data-theme="dark"/)
  await admin.reload()
  await expect(admin.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true')
  expect(await colour()).toBe(dark)
  await admin.getByRole('button', { name: "The system's theme" }).click()
  await expect(root).not.toHaveAttribute('data-theme')
  await admin.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(colour).toBe(dark)
  await admin.getByRole('button', { name: 'Light theme' }).click()
  await expect(root).toHaveAttribute('data-theme', 'light')
  expect(await colour()).toBe(light)
  expect(await scheme()).toBe('light')
})

test('the counts in the navigation follow the database', async ({ admin, database, marker }) => {
  const counted = async () => {
    const rows = await database.select('error_logs', { resolved_at: 'is.null', select: 'id' })
    return rows.length
  }
  const link = admin.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Errors/ })
  const shown = async () => Number((await link.textContent())?.replace(/\D/g, '') || Number.NaN)
  const errors = Array.from({ length: 7 }, () => ({ error_type: marker, message: marker }))
  await admin.goto('/customers')
  await expect.poll(shown).toBeGreaterThan(0)
  const before = await counted()
  await database.insert('error_logs', errors)
  // Other tests add errors meanwhile, so it is the number of right now that counts.
  await expect.poll(async () => (await shown()) - (await counted()), { timeout: 20_000 }).toBe(0)
  expect(await shown()).toBeGreaterThanOrEqual(before + 7)
})

test('the shell names the backend, the page and the account', async ({ admin }) => {
  await admin.goto('/errors')
  await expect(admin.getByTitle('Connected to Sample')).toBeVisible()
  await expect(admin.getByRole('navigation', { name: 'Breadcrumb' })).toHaveText(/Triage.*Errors/)
  await expect(admin).toHaveTitle(/^(\(\d+\) )?Errors · Kryonex Ops$/)
  await expect(admin.getByRole('link', { name: /^Errors \d/ })).toHaveAttribute('aria-current', 'page')
  await admin.getByRole('button', { name: 'Account: admin@kryonex.test' }).click()
  await expect(admin.getByText('Signed in as')).toBeVisible()
})

test('the keyboard reaches the content first, and "?" lists the keys', async ({ admin }) => {
  await admin.goto('/errors')
  await expect(admin.getByRole('table', { name: 'error groups' })).toBeVisible()
  await admin.keyboard.press('Tab')
  await expect(admin.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await admin.keyboard.press('Enter')
  await expect(admin.getByRole('main')).toBeFocused()
  await admin.keyboard.press('?')
  const keys = admin.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys.getByText('Undo the last action')).toBeVisible()
  await admin.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await admin.getByRole('button', { name: 'Shortcuts' }).click()
  await expect(keys).toBeVisible()
})

test('shortcuts do nothing while somebody types', async ({ admin }) => {
  await admin.goto('/errors')
  await admin.getByLabel('Search messages').focus()
  await admin.keyboard.type('?jxe')
  await expect(admin.getByLabel('Search messages')).toHaveValue('?jxe')
  await expect(admin.getByRole('dialog')).toHaveCount(0)
})

test('an unknown address has a page that leads on', async ({ admin }) => {
  const response = await admin.goto('/no/such/page')
  expect(response?.status()).toBe(404)
  await expect(admin.getByText('There is nothing here')).toBeVisible()
  await admin.getByRole('link', { name: 'Go to the overview' }).click()
  await expect(admin).toHaveURL('/')
})
