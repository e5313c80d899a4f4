import { insertAlert, panelOf } from '../alerts/alerts'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'

test('copies without the clipboard of a secure page, and says so where the browser refuses', async ({
  admin,
  database,
  marker,
}) => {
  const alert = await insertAlert(database, marker)
  await admin.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await admin.goto(`/alerts?type=${marker}`)
  await admin.getByRole('table', { name: 'alerts' }).getByRole('link', { name: marker }).click()
  await panelOf(admin).getByRole('button', { name: 'Copy the link' }).click()
  await expect(panelOf(admin).getByRole('button', { name: 'Copied' })).toBeVisible()
  const search = admin.locator('[data-list-search]:visible')
  await search.focus()
  await admin.keyboard.press('ControlOrMeta+v')
  await expect(search).toHaveValue(new RegExp(`/alerts/${alert.id}$`))
  await search.fill('')
  await admin.evaluate(() => {
    document.execCommand = () => false
  })
  await panelOf(admin).getByRole('button', { name: 'Copy the link' }).click()
  await expect(noticesOf(admin).getByText('It could not be copied')).toBeVisible()
})
