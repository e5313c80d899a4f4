import { submitSignIn } from '../support/sessions'
import { expect, ops, test } from './visitor'

test('signing out ends the session for good, by POST', async ({ page, context }) => {
  await page.goto('/login?next=/errors')
  await submitSignIn(page, ops)
  await expect(page.getByRole('heading', { name: 'Errors' })).toBeVisible()
  const before = await context.cookies()
  const request = page.waitForRequest((sent) => sent.method() === 'POST')
  await page.getByRole('button', { name: `Account: ${ops}` }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await request
  await expect(page).toHaveURL('/login')
  expect((await context.cookies()).filter(({ name }) => name.startsWith('kryonex-session'))).toEqual([])

  await page.goto('/errors')
  await expect(page).toHaveURL('/login?next=%2Ferrors')
  // A kept cookie holds a token that has not expired, of a session that is over.
  await context.addCookies(before)
  await page.goto('/errors')
  await expect(page.getByLabel('Password')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
})
