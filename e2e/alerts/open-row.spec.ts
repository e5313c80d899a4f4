import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { insertAlerts, panelOf, rowsWith, storedAlert } from './alerts'

test('with a panel open a key acts on what is read, and the buttons on what is ticked', async ({
  admin,
  database,
  marker,
}) => {
  const alerts = await insertAlerts(database, marker, 4)
  const isAcknowledged = async (place: number) =>
    (await storedAlert(database, alerts[place]?.id ?? '')).acknowledged_at !== null
  await admin.goto(`/alerts?type=${marker}&sort=created_at`)
  await rowsWith(admin, 'number 1').getByRole('link', { name: marker }).click()
  await expect(panelOf(admin).getByText(`${marker} number 1`)).toBeVisible()
  await rowsWith(admin, 'number 3').getByRole('checkbox').check()
  await rowsWith(admin, 'number 4').getByRole('checkbox').check()
  await rowsWith(admin, 'number 1').focus()
  await admin.keyboard.press('j')
  await expect(rowsWith(admin, 'number 2')).toBeFocused()
  await admin.keyboard.press('a')
  await expect(noticesOf(admin).getByText(new RegExp(`1 alert acknowledged: .*${marker}`))).toBeVisible()
  await expect.poll(() => isAcknowledged(0)).toBe(true)
  expect(await Promise.all([1, 2, 3].map(isAcknowledged))).toEqual([false, false, false])
  await admin.getByRole('button', { name: 'Acknowledge 2' }).click()
  await expect(noticesOf(admin).getByText('2 alerts acknowledged')).toBeVisible()
  expect(await Promise.all([1, 2, 3].map(isAcknowledged))).toEqual([false, true, true])
})
