import { field, submitSignIn } from '../support/sessions'
import { expect, mailsTo, messageOf, test } from './visitor'

test('a mail leads to a new password, once', async ({ page, context, database }, { retry }) => {
  // A customer of the sample data who has never had a password.
  const [customer] = await database.select('profiles', {
    email: 'like.office@*',
    order: 'email',
    limit: '1',
    offset: String(retry),
  })
  const email = customer?.email ?? ''
  await page.goto('/login')
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot password' })).toBeVisible()
  await field(page, 'E-mail').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status')).toHaveText(
    `If ${email} has an account, a link to set a new password is on its way.`,
  )
  await expect.poll(async () => (await mailsTo(email)).length).toBe(1)
  const [mail] = await mailsTo(email)
  const link = mail?.match(/http\S+/)?.[0] ?? ''

  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await field(page, 'New password').fill('a longer one')
  await field(page, 'The same again').fill('a different one')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await expect(messageOf(page)).toHaveText('The two passwords differ.')
  for (const label of ['New password', 'The same again']) await field(page, label).fill('a longer one')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await expect(page.getByRole('heading', { name: `${email} is not an admin` })).toBeVisible()

  await context.clearCookies()
  await page.goto(link)
  await expect(messageOf(page)).toHaveText('That link has expired or was already used. Ask for a new one.')
  await page.goto('/login')
  await submitSignIn(page, email, 'a longer one')
  await expect(page.getByRole('heading', { name: `${email} is not an admin` })).toBeVisible()
})

test('an unknown address is answered alike and gets no mail', async ({ page, marker }) => {
  const nobody = `${marker}@kryonex.test`
  await page.goto('/login/forgot')
  await field(page, 'E-mail').fill(nobody)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status')).toHaveText(
    `If ${nobody} has an account, a link to set a new password is on its way.`,
  )
  expect(await mailsTo(nobody)).toEqual([])
})

test('the page for a new password is of no use without the link', async ({ page }) => {
  await page.goto('/login/new-password')
  for (const label of ['New password', 'The same again']) await field(page, label).fill('stolen password')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await expect(messageOf(page)).toHaveText('The link has expired. Ask for a new one.')
})
