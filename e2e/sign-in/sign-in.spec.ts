import { accounts, field, password, submitSignIn } from '../support/sessions'
import { expect, freshAddress, messageOf, ops, REFUSAL, test } from './visitor'

test('a wrong password and an unknown account are refused in the same words', async ({ page, marker }) => {
  await page.goto('/login')
  for (const account of [ops, `${marker}@kryonex.test`]) {
    await submitSignIn(page, account, 'not the password')
    await expect(messageOf(page)).toHaveText(REFUSAL)
    await expect(field(page, 'E-mail')).toHaveValue(account)
    await expect(field(page, 'Password')).toHaveValue('')
    await page.reload()
  }
})

test('after five tries even the right password is refused, from that address', async ({
  page,
  browser,
  marker,
}) => {
  // Success clears the count, so this needs an account that nobody else signs in to meanwhile.
  const account = accounts.support
  await page.goto('/login')
  const trySigningIn = async (email: string, secret: string) => {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await submitSignIn(page, email, secret)
    await answered
    // The form empties its password a moment after the answer, and would empty the next one.
    await expect(field(page, 'Password')).toHaveValue('')
  }
  for (let attempt = 0; attempt < 5; attempt++) {
    await trySigningIn(account, `guess ${attempt}`)
    await expect(messageOf(page)).toHaveText(REFUSAL)
  }
  await trySigningIn(account, password)
  await expect(messageOf(page)).toHaveText(REFUSAL)
  await expect(page).toHaveURL('/login')
  // Another account may still try from here, and this one from elsewhere.
  await trySigningIn(`${marker}@kryonex.test`, 'anything')
  await expect(messageOf(page)).toHaveText(REFUSAL)
  const elsewhere = await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': freshAddress() } })
  const other = await elsewhere.newPage()
  await other.goto('/login?next=/errors')
  await submitSignIn(other, account)
  await expect(other).toHaveURL('/errors')
  await elsewhere.close()
})

test('signing in leads back to the requested page, and the session survives a reload', async ({ page }) => {
  await page.goto('/errors?state=resolved&period=30d')
  await expect(page).toHaveURL(/\/login\?next=/)
  await submitSignIn(page, ops)
  await expect(page).toHaveURL('/errors?state=resolved&period=30d')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Errors' })).toBeVisible()
  await expect(page.getByRole('button', { name: `Account: ${ops}` })).toBeVisible()
})

test('signing in never leads to another site', async ({ page, baseURL }) => {
  for (const next of [
    'https://evil.example/errors',
    '//evil.example/errors',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/%09/evil.example/..//evil.example',
    '/\t/evil.example',
  ]) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    const kept = await page.locator('input[name=next]').inputValue()
    expect(new URL(kept, baseURL).origin, next).toBe(baseURL)
  }
  // Somebody may also have tampered with the form itself.
  await page.locator('input[name=next]').evaluate((input: HTMLInputElement) => {
    input.value = '//evil.example'
  })
  await submitSignIn(page, ops)
  await expect(page).toHaveURL('/')
})

test('a customer learns what to have checked, and can sign out', async ({ page, customerPage }) => {
  await customerPage.goto('/errors')
  await expect(customerPage).toHaveURL('/denied')
  await expect(customerPage.getByText('owner@kryonex.test is not an admin')).toBeVisible()
  await expect(
    customerPage.getByText(
      /its user_id must be your account’s id, and its role “admin”\. Only the service role can grant it/,
    ),
  ).toBeVisible()
  await page.goto('/login')
  await submitSignIn(page, 'owner@kryonex.test')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/login')
})
