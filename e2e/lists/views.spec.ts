import { expect, test } from '../support/test'

test('a view is saved, shared, opened by a colleague, and deleted with undo', async ({
  admin,
  support,
  marker,
}) => {
  await admin.goto(`/webhooks?state=failed&q=${marker}`)
  await admin.getByRole('button', { name: 'Views' }).click()
  await admin.getByRole('menuitem', { name: 'Save this view' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Save this view' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Name must not be empty.')
  await dialog.getByLabel('Name').fill(marker)
  await dialog.getByLabel('Share it with all admins').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText(`View “${marker}” saved`)).toBeVisible()

  await support.goto('/webhooks')
  await support.getByRole('button', { name: 'Views' }).click()
  await expect(support.getByRole('menuitem', { name: `Delete the view ${marker}` })).toBeHidden()
  await support.getByRole('menuitem', { name: `${marker} by admin` }).click()
  await expect(support).toHaveURL(`/webhooks?state=failed&q=${marker}`)

  await admin.getByRole('button', { name: 'Views' }).click()
  await admin.getByRole('menuitem', { name: `Delete the view ${marker}` }).click()
  await expect(admin.getByText(`View “${marker}” deleted`)).toBeVisible()
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(async () => {
    const shown = await admin.request.get('/views?list=webhooks')
    expect(await shown.text()).toContain(marker)
  }).toPass()
})

test('a customer gets no views', async ({ customerPage }) => {
  expect((await customerPage.request.get('/views?list=webhooks')).status()).toBe(403)
})
