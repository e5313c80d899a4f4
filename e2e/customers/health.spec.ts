import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { takeCustomer } from './customers'

const DAY = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString()

test('from an F on the overview to the rows behind it in three clicks', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 8, marker, {
    score: 0,
    grade: 'F',
    risk_level: 'critical',
    factors: { errors: { score: 0, max: 20, evidence: 'many errors' } },
  })
  await database.update('profiles', { user_id: `eq.${user_id}` }, { tier: 'scale' })
  await database.insert('error_logs', { error_type: marker, message: marker, user_id })
  await admin.goto('/')
  await admin.getByRole('link', { name: /^Grade F, score under 60/ }).click()
  await admin.getByRole('table', { name: 'customers' }).getByRole('link', { name: marker }).click()
  await admin.getByRole('link', { name: 'Errors behind Errors' }).click()
  await expect(admin).toHaveURL(`/errors?customer=${user_id}`)
  await expect(admin.getByRole('row', { name: marker }).first()).toBeVisible()
})

test(
  'the list of customers shows what is at risk, what moved in a week, and who was not contacted',
  further,
  async ({ admin, database, marker }) => {
    const { user_id } = await takeCustomer(database, 9, marker, {
      score: 60,
      grade: 'D',
      risk_level: 'high',
      factors: { payment: { score: 6, max: 20 }, errors: { score: 18, max: 20 } },
    })
    await database.update('profiles', { user_id: `eq.${user_id}` }, { tier: 'elite' })
    await database.request('DELETE', `/rest/v1/customer_health_history?user_id=eq.${user_id}`)
    await database.insert('customer_health_history', {
      user_id,
      score: 74,
      factors: { payment: { score: 20, max: 20 }, errors: { score: 18, max: 20 } },
      created_at: ago(9),
    })
    await admin.goto(`/customers?q=${marker}`)
    const row = admin.getByRole('row', { name: marker })
    await expect(row).toContainText('−14 Payment −14')
    await expect(row).toContainText('$199')
    await expect(row).toContainText('Score 74 9 days ago, 74 now')

    await database.insert('churn_alerts', {
      user_id,
      reason: 'inactivity',
      resolved_at: ago(1),
      resolution_notes: 'Rang them',
    })
    await admin.getByRole('button', { name: 'No contact' }).click()
    await admin.getByRole('menuitem', { name: 'in 14 days' }).click()
    await expect(admin).toHaveURL(/no_contact=14/)
    await expect(admin.getByText('No matching customers').filter({ visible: true })).toBeVisible()
  },
)

test('a new calculation shows its effect, is saved only then, and can be taken back', async ({
  admin,
  database,
  marker,
}) => {
  const stored = { score: 1, grade: 'F', risk_level: 'critical', factors: { mood: 'bad' } }
  const { user_id } = await takeCustomer(database, 10, marker, stored)
  const scoreNow = async () => {
    const [row] = await database.select('customer_health_scores', { user_id: `eq.${user_id}` })
    return row?.score
  }
  await admin.goto(`/customers?q=${marker}`)
  await admin.getByRole('checkbox', { name: `Select ${marker}` }).check()
  await admin.getByRole('button', { name: 'Recalculate 1…' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Recalculate 1 customer' })
  await expect(dialog.getByText('Feature adoption')).toBeVisible()
  await expect(dialog.getByText(/of 6 features in use/)).toBeVisible()
  await expectAccessible(admin)
  expect(await scoreNow()).toBe(1)

  await dialog.getByRole('button', { name: 'Save 1 score' }).click()
  await expect(admin.getByText('1 score calculated and saved')).toBeVisible()
  await expect(dialog).toBeHidden()
  expect(await scoreNow()).toBeGreaterThan(1)
  const [audited] = await database.select('audit_trail', {
    action: 'eq.health.recalculated',
    entity_id: `eq.${user_id}`,
  })
  expect(audited?.metadata).toMatchObject({ previous: { score: 1 } })

  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(admin.getByText('1 score restored')).toBeVisible()
  expect(await scoreNow()).toBe(1)
})

test('a shared segment opens from the views', async ({ admin }) => {
  await admin.goto('/customers')
  await admin.getByRole('button', { name: 'Views' }).click()
  await admin.getByRole('menuitem', { name: /^Elite and scale, D or F, no contact in 14 days/ }).click()
  await expect(admin).toHaveURL(/tier=elite.*grade=D.*no_contact=14/)
})
