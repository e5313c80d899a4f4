import { randomUUID } from 'node:crypto'
import { further } from '../support/grid'
import { focusFirstRow, noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import { actionsOn, anyCustomer, insertChurn, panelOf, resolveWith, rowsWith, storedChurn } from './churn'

test('resolving one with a note stamps it, audits it and shows who and why', async ({
  admin,
  database,
  marker,
}) => {
  const [alert] = await insertChurn(database, marker)
  const customer = await anyCustomer(database)
  await admin.goto(`/churn?reason=${marker}`)
  await rowsWith(admin, customer.name).getByRole('button', { name: 'Resolve' }).click()
  await resolveWith(admin, `  ${marker} moved to a smaller plan  `)
  await expect(noticesOf(admin).getByText('1 churn alert resolved')).toBeVisible()
  await expect(rowsWith(admin, customer.name)).toHaveCount(0)
  const [me] = await database.select('profiles', { email: `eq.${accounts.admin}` })
  const actor_id = me?.user_id
  expect(await storedChurn(database, alert?.id)).toMatchObject({
    resolved_by: actor_id,
    resolution_notes: `${marker} moved to a smaller plan`,
    resolution_outcome: 'saved',
  })
  expect(await actionsOn(database, alert?.id)).toEqual([{ action: 'churn.resolved', actor_id }])
  await admin.goto(`/churn?reason=${marker}&state=resolved`)
  await expect(rowsWith(admin, `Saved: ${marker} moved to a smaller plan`)).toContainText('admin')
  await admin.reload()
  await expect(rowsWith(admin, customer.name)).toHaveCount(1)
})

test('resolving a churn alert requires a note', further, async ({ admin, database, marker }) => {
  const [alert] = await insertChurn(database, marker)
  await admin.goto(`/churn/${alert?.id}`)
  await admin.getByRole('button', { name: 'Resolve' }).click()
  await resolveWith(admin, '   ')
  await expect(admin.getByRole('dialog').getByRole('alert')).toHaveText('Resolution notes must not be empty.')
  expect((await storedChurn(database, alert?.id)).resolved_at).toBeNull()
})

test(
  'several churn alerts are resolved by keyboard, and reopened by undo',
  further,
  async ({ admin, database, marker }) => {
    const alerts = await insertChurn(database, marker, 3)
    await admin.goto(`/churn?reason=${marker}&sort=created_at`)
    await expect(rowsWith(admin, 'calls in 7 days')).toHaveCount(3)
    await focusFirstRow(admin)
    for (const key of ['x', 'j', 'x', 'e']) await admin.keyboard.press(key)
    await expect(admin.getByRole('dialog', { name: 'Resolve 2 churn alerts' })).toBeVisible()
    await admin.keyboard.press('Space')
    await admin.keyboard.press('Tab')
    await admin.keyboard.type('called both')
    await admin.keyboard.press('Control+Enter')
    await expect(noticesOf(admin).getByText('2 churn alerts resolved')).toBeVisible()
    await expect(rowsWith(admin, 'calls in 7 days')).toHaveCount(1)
    await admin.getByRole('button', { name: 'Undo' }).click()
    await expect(noticesOf(admin).getByText('2 churn alerts reopened')).toBeVisible()
    await expect(rowsWith(admin, 'calls in 7 days')).toHaveCount(3)
    for (const { id } of alerts.slice(0, 2)) {
      const actions = (await actionsOn(database, id)).map(({ action }) => action)
      expect(actions).toEqual(['churn.resolved', 'churn.reopened'])
    }
    expect(await actionsOn(database, alerts[2]?.id)).toEqual([])
  },
)

test(
  'the detail of a churn alert resolves and reopens it, and shows who did what',
  further,
  async ({ admin, database, marker }) => {
    const [alert] = await insertChurn(database, marker)
    await admin.goto(`/churn?reason=${marker}&state=all`)
    await rowsWith(admin, 'calls in 7 days').getByRole('link').click()
    const panel = panelOf(admin)
    await expect(panel.getByText('1 calls in 7 days')).toBeVisible()
    await panel.getByRole('button', { name: 'Resolve' }).click()
    await resolveWith(admin, 'spoke to the owner')
    await expect(panel.getByText('resolved it')).toBeVisible()
    await expect(panel.getByText('spoke to the owner').first()).toBeVisible()
    await panel.getByRole('button', { name: 'Reopen' }).click()
    await expect(panel.getByText('reopened it')).toBeVisible()
    expect((await storedChurn(database, alert?.id)).resolved_at).toBeNull()
  },
)

test(
  'the second of two admins sees who resolved first',
  further,
  async ({ admin, support, database, marker }) => {
    const [alert] = await insertChurn(database, marker)
    for (const page of [admin, support]) {
      await page.goto(`/churn/${alert?.id}`)
      await page.getByRole('button', { name: 'Resolve' }).click()
    }
    await resolveWith(admin, 'mine')
    await expect(noticesOf(admin).getByText('1 churn alert resolved')).toBeVisible()
    await resolveWith(support, 'no, mine')
    await expect(noticesOf(support).getByText(/One was already resolved by admin, .* UTC\./)).toBeVisible()
    expect((await storedChurn(database, alert?.id)).resolution_notes).toBe('mine')
  },
)

test('evidence and notes of churn alerts are masked before they reach the browser', async ({
  admin,
  database,
  marker,
}) => {
  const phone = '+18285550142'
  const [alert] = await insertChurn(database, marker, 1, () => ({
    reason: `${marker}: ${phone} hung up`,
    resolved_at: new Date().toISOString(),
    resolution_notes: `rang ${phone}`,
  }))
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/churn?reason=${marker}&state=all`)
  await expect(rowsWith(admin, 'rang +1 828 ••• ••42')).toHaveCount(1)
  await admin.goto(`/churn/${alert?.id}`)
  await expect(admin.getByText('+1 828 ••• ••42 hung up')).toBeVisible()
  expect(delivered.join('\n')).not.toContain(phone.slice(2))
})

for (const [what, id] of [
  ['an id that names nothing', randomUUID()],
  ['something that is no id', 'not-an-id'],
] as const) {
  test(
    `a churn alert’s page says that there is no such churn alert for ${what}`,
    further,
    async ({ admin }) => {
      await admin.goto(`/churn/${id}`)
      await expect(admin.getByText('Churn alert not found')).toBeVisible()
      await admin.getByRole('link', { name: 'Back to the list' }).click()
      await expect(admin.getByRole('heading', { name: 'Churn' })).toBeVisible()
    },
  )
}
