import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { focusFirstRow, noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import { actionsOn, choice, insertAlert, insertAlerts, panelOf, rowsWith, storedAlert } from './alerts'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

test('a snoozed alert leaves the open list, and comes back by undo', async ({ admin, database, marker }) => {
  const alert = await insertAlert(database, marker)
  await admin.goto(`/alerts?type=${marker}`)
  await focusFirstRow(admin)
  await admin.keyboard.press('s')
  await expect(noticesOf(admin).getByText('1 alert snoozed')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(0)
  await choice(admin, 'State', 'Snoozed').click()
  await expect(rowsWith(admin, marker)).toContainText('until')
  const until = Date.parse((await storedAlert(database, alert.id)).snoozed_until ?? '')
  expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000)
  await admin.keyboard.press('u')
  await expect(noticesOf(admin).getByText('1 alert unsnoozed')).toBeVisible()
  expect((await actionsOn(database, alert.id)).map(({ action }) => action)).toEqual([
    'alert.snoozed',
    'alert.unsnoozed',
  ])
})

test('an alert is open again once its snooze has ended', further, async ({ admin, database, marker }) => {
  const alert = await insertAlert(database, marker, { created_at: hoursAgo(3) })
  await database.update('ops_alerts', { id: `eq.${alert.id}` }, { snoozed_until: hoursAgo(1) })
  await admin.goto(`/alerts?type=${marker}`)
  await expect(rowsWith(admin, marker)).toHaveCount(1)
})

test('an acknowledged alert that nobody closed comes back, with who had acknowledged it', async ({
  admin,
  database,
  marker,
}) => {
  const [support] = await database.select('profiles', { email: `eq.${accounts.support}` })
  const alert = await insertAlert(database, marker, { created_at: hoursAgo(27) })
  const acknowledged = { acknowledged_at: hoursAgo(26), acknowledged_by: support?.user_id }
  await database.update('ops_alerts', { id: `eq.${alert.id}` }, acknowledged)
  await admin.goto(`/alerts?type=${marker}`)
  await expect(rowsWith(admin, marker)).toContainText(/Acknowledged 1d.* ago by support, still open/)
  await expectAccessible(admin)
  await focusFirstRow(admin)
  await admin.keyboard.press('a')
  await expect(noticesOf(admin).getByText('1 alert acknowledged')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(0)
  expect((await storedAlert(database, alert.id)).acknowledged_by).toBe(support?.user_id)
  await admin.keyboard.press('u')
  await expect(rowsWith(admin, 'still open')).toHaveCount(1)
  await focusFirstRow(admin)
  await admin.keyboard.press('e')
  await expect(noticesOf(admin).getByText('1 alert closed')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(0)
  await admin.goto(`/alerts?type=${marker}&state=closed`)
  await expect(rowsWith(admin, marker)).toContainText('admin')
})

test('several alerts are snoozed, assigned and closed from the menu of the selection', async ({
  admin,
  database,
  marker,
}) => {
  const alerts = await insertAlerts(database, marker, 2)
  await admin.goto(`/alerts?type=${marker}`)
  const selectAll = admin.getByRole('checkbox', { name: 'Select all 2 on this page' })
  async function choose(item: string) {
    await selectAll.check()
    await admin.getByRole('button', { name: 'More actions' }).click()
    await admin.getByRole('menuitem', { name: item }).click()
  }
  await choose(`Assign to ${accounts.support}`)
  await expect(noticesOf(admin).getByText('2 alerts assigned to support')).toBeVisible()
  await expect(rowsWith(admin, marker).getByTitle(accounts.support)).toHaveCount(2)
  await admin.goto(`/alerts?type=${marker}`)
  await choose('Close 2')
  await expect(noticesOf(admin).getByText('2 alerts closed')).toBeVisible()
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(noticesOf(admin).getByText('2 alerts reopened')).toBeVisible()
  const stored = await storedAlert(database, alerts[0]?.id ?? '')
  expect([stored.closed_at, stored.acknowledged_at]).toEqual([null, null])
})

test(
  'the first of two admins to take an alert has it, and the other sees who',
  further,
  async ({ admin, support, database, marker }) => {
    const alert = await insertAlert(database, marker)
    for (const page of [admin, support]) await page.goto(`/alerts/${alert.id}`)
    for (const [page, email] of [
      [admin, accounts.admin],
      [support, accounts.support],
    ] as const) {
      await page.getByRole('button', { name: 'Assign', exact: true }).click()
      await page.getByRole('menuitem', { name: email }).click()
      if (page === admin) await expect(noticesOf(admin).getByText('1 alert assigned to admin')).toBeVisible()
    }
    await expect(noticesOf(support).getByText(/One is already handled by admin/)).toBeVisible()
    await expect(support.getByRole('button', { name: 'Assigned to admin' })).toBeVisible()
    const [first] = await database.select('profiles', { email: `eq.${accounts.admin}` })
    expect((await storedAlert(database, alert.id)).assigned_to).toBe(first?.user_id)
  },
)

test(
  'the detail of an alert says when it comes back, closes it and reopens it',
  further,
  async ({ admin, database, marker }) => {
    const alert = await insertAlert(database, marker)
    await admin.goto(`/alerts?type=${marker}&state=all`)
    await rowsWith(admin, marker).getByRole('link').click()
    const panel = panelOf(admin)
    await panel.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(panel.getByText(/UTC unless it is closed/)).toBeVisible()
    await expectAccessible(admin)
    await panel.getByRole('button', { name: 'Close', exact: true }).click()
    await expect(panel.getByText('closed it')).toBeVisible()
    await panel.getByRole('button', { name: 'More actions' }).click()
    await admin.getByRole('menuitem', { name: 'Reopen 1' }).click()
    await expect(panel.getByText('reopened it')).toBeVisible()
    expect((await storedAlert(database, alert.id)).closed_at).toBeNull()
  },
)

test('the list of alerts shows how long acknowledging takes, and who does it', async ({
  admin,
  database,
  marker,
}) => {
  const alert = await insertAlert(database, marker, { created_at: hoursAgo(1) })
  await admin.goto(`/alerts/${alert.id}`)
  await admin.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(noticesOf(admin).getByText('1 alert acknowledged')).toBeVisible()
  await admin.goto('/alerts')
  const insights = admin.getByRole('complementary', { name: 'Insights' })
  await expect(insights.getByText(/^p90 /).first()).toBeVisible()
  await expect(
    insights.getByRole('list', { name: 'Median by day' }).getByRole('listitem').last(),
  ).toContainText('acknowledged')
  await expect(insights.getByRole('heading', { name: /Acknowledged by/ })).toBeVisible()
})

test('an alert is snoozed until a chosen time', further, async ({ admin, database, marker }) => {
  const alert = await insertAlert(database, marker)
  await admin.goto(`/alerts/${alert.id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Snooze until…' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Snooze until' })
  await dialog.getByLabel('Time').fill('2099-05-06T07:08')
  await dialog.getByRole('button', { name: 'Snooze' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('The time must be within 90 days.')
  const wanted = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16)
  await dialog.getByLabel('Time').fill(wanted)
  await dialog.getByRole('button', { name: 'Snooze' }).click()
  await expect(noticesOf(admin).getByText('1 alert snoozed')).toBeVisible()
  const until = new Date((await storedAlert(database, alert.id)).snoozed_until ?? '')
  expect(until.toISOString().slice(0, 16)).toBe(wanted)
})
