import { further } from '../support/grid'
import { focusFirstRow, noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import { actionsOn, insertAlert, insertAlerts, panelOf, rowsWith, storedAlert } from './alerts'

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString()

test('acknowledging an alert stamps it, audits it and shows who and how long it took', async ({
  admin,
  database,
  marker,
}) => {
  const alert = await insertAlert(database, marker, { created_at: hourAgo() })
  await admin.goto(`/alerts?type=${marker}`)
  await rowsWith(admin, marker)
    .getByRole('button', { name: `Acknowledge ${marker}` })
    .click()
  await expect(noticesOf(admin).getByText('1 alert acknowledged')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(0)
  const [me] = await database.select('profiles', { email: `eq.${accounts.admin}` })
  const actor_id = me?.user_id
  expect((await storedAlert(database, alert.id)).acknowledged_by).toBe(actor_id)
  expect(await actionsOn(database, alert.id)).toEqual([{ action: 'alert.acknowledged', actor_id }])
  await admin.goto(`/alerts?type=${marker}&state=acknowledged`)
  await expect(rowsWith(admin, marker)).toContainText('in 1h 00m')
  await expect(rowsWith(admin, marker)).toContainText('admin')
  await admin.reload()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
})

test(
  'pressing A repeatedly acknowledges alerts down the list, and U undoes the last one',
  further,
  async ({ admin, database, marker }) => {
    const alerts = await insertAlerts(database, marker, 3, () => ({ severity: 'info' }))
    await admin.goto(`/alerts?type=${marker}&sort=created_at`)
    await expect(rowsWith(admin, marker)).toHaveCount(3)
    await focusFirstRow(admin)
    await rowsWith(admin, 'number 1').focus()
    await admin.keyboard.press('a')
    await expect(rowsWith(admin, 'number 2')).toBeFocused()
    await admin.keyboard.press('a')
    await expect(rowsWith(admin, 'number 3')).toBeFocused()
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await admin.keyboard.press('u')
    await expect(noticesOf(admin).getByText('1 alert unacknowledged')).toBeVisible()
    await expect(rowsWith(admin, marker)).toHaveCount(2)
    expect((await storedAlert(database, alerts[0]?.id ?? '')).acknowledged_at).not.toBeNull()
    expect((await storedAlert(database, alerts[1]?.id ?? '')).acknowledged_at).toBeNull()
  },
)

test('several alerts are acknowledged at once, and undone', async ({ admin, database, marker }) => {
  const alerts = await insertAlerts(database, marker, 3)
  await admin.goto(`/alerts?type=${marker}`)
  await admin.getByRole('checkbox', { name: 'Select all 3 on this page' }).check()
  await admin.getByRole('button', { name: 'Acknowledge 3' }).click()
  await expect(noticesOf(admin).getByText('3 alerts acknowledged')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(0)
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(noticesOf(admin).getByText('3 alerts unacknowledged')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(3)
  for (const { id } of alerts) {
    const actions = (await actionsOn(database, id)).map(({ action }) => action)
    expect(actions).toEqual(['alert.acknowledged', 'alert.unacknowledged'])
  }
})

test('acknowledged alerts can be put back from the list', further, async ({ admin, database, marker }) => {
  const alert = await insertAlert(database, marker, { acknowledged_at: hourAgo() })
  await admin.goto(`/alerts?type=${marker}&state=acknowledged`)
  await admin.getByRole('checkbox', { name: `Select ${marker}` }).check()
  await admin.getByRole('button', { name: 'Unacknowledge 1' }).click()
  await expect(noticesOf(admin).getByText('1 alert unacknowledged')).toBeVisible()
  expect((await storedAlert(database, alert.id)).acknowledged_by).toBeNull()
})

test(
  'the second of two admins sees who acknowledged first',
  further,
  async ({ admin, support, database, marker }) => {
    const alert = await insertAlert(database, marker)
    for (const page of [admin, support]) await page.goto(`/alerts/${alert.id}`)
    await admin.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(noticesOf(admin).getByText('1 alert acknowledged')).toBeVisible()
    await support.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(noticesOf(support).getByText('No alert acknowledged')).toBeVisible()
    await expect(
      noticesOf(support).getByText(/One was already acknowledged by admin, .* UTC\./),
    ).toBeVisible()
    expect(await actionsOn(database, alert.id)).toHaveLength(1)
  },
)

test(
  'the detail of an alert acknowledges it, and shows what happened',
  further,
  async ({ admin, database, marker }) => {
    const alert = await insertAlert(database, marker, {
      details: { limit: 'minutes', phone: '+18285550142' },
    })
    await admin.goto(`/alerts?type=${marker}&state=all`)
    await rowsWith(admin, marker).getByRole('link').click()
    const panel = panelOf(admin)
    await expect(panel.getByText('"minutes"')).toBeVisible()
    await expect(panel.getByText('+1 828 ••• ••42')).toBeVisible()
    await panel.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(panel.getByText('acknowledged it')).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Unacknowledge' })).toBeVisible()
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await admin.goto(`/alerts/${alert.id}`)
    await expect(admin.getByRole('heading', { name: marker })).toBeVisible()
    await expect(admin.getByText(/by admin in \d+s/)).toBeVisible()
  },
)
