import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import type { Rest } from '../support/rest'
import { noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import { actionsOn, insertChurn, panelOf, resolveWith, rowsWith, storedChurn } from './churn'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** A customer of this test alone would need an account; the last of the sample ones is nobody else's here. */
async function customerWithScores(database: Rest, scores: [days: number, score: number, errors: number][]) {
  const [customer] = await database.select('customer_list', { order: 'user_id.desc', limit: '1' })
  const user_id = customer?.user_id ?? ''
  await database.request('DELETE', `/rest/v1/customer_health_history?user_id=eq.${user_id}`)
  await database.insert(
    'customer_health_history',
    scores.map(([days, score, errors]) => ({
      user_id,
      score,
      created_at: daysAgo(days),
      factors: { errors: { score: errors, max: 20, evidence: `${score} points, errors in 7 days` } },
    })),
  )
  return user_id
}

test.describe.configure({ mode: 'serial' })

test('the detail of a churn alert shows the score over time, what moved, the last contact and what to do next', async ({
  admin,
  database,
  marker,
}) => {
  const user_id = await customerWithScores(database, [
    [40, 90, 19],
    [20, 82, 16],
    [3, 55, 2],
  ])
  const reason = `score_drop: ${marker}`
  const [alert] = await insertChurn(database, marker, 1, () => ({ user_id, reason, created_at: daysAgo(2) }))
  await admin.goto(`/churn?q=${marker}`)
  await expect(rowsWith(admin, marker)).toContainText('Score 90 30 days ago, 55 now')
  await rowsWith(admin, marker).getByRole('link').click()
  const panel = panelOf(admin)
  await expect(panel.getByRole('img', { name: /^Score 90 at first, 55 at last/ })).toBeVisible()
  await expect(panel.getByText('16 → 2', { exact: true })).toBeVisible()
  await expect(panel.getByText('-14', { exact: true })).toBeVisible()
  await expect(panel.getByText('which part of the score fell')).toBeVisible()
  await panel.getByLabel('Comment').fill(`${marker} rang the owner`)
  await panel.getByRole('button', { name: 'Comment' }).click()
  await expect(panel.getByText('by admin').first()).toBeVisible()
  await expect(panel.getByText(`${marker} rang the owner`)).toHaveCount(2)
  await expectAccessible(admin)
  await panel.getByRole('button', { name: 'Resolve' }).click()
  await admin.getByRole('dialog').getByLabel('Resolution notes').fill('left for another')
  await admin.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
  await expect(admin.getByRole('dialog').getByRole('alert')).toHaveText('Say what came of it.')
  await expectAccessible(admin)
  await resolveWith(admin, 'left for another', 'Lost')
  await expect(panel.getByText('Lost: left for another')).toBeVisible()
  expect((await storedChurn(database, alert?.id)).resolution_outcome).toBe('lost')
})

test(
  'a resolved churn alert shows the score over the 30 days after',
  further,
  async ({ admin, database, marker }) => {
    const user_id = await customerWithScores(database, [
      [60, 50, 2],
      [20, 64, 9],
      [5, 90, 19],
    ])
    await insertChurn(database, marker, 1, () => ({
      user_id,
      created_at: daysAgo(45),
      resolved_at: daysAgo(40),
      resolution_notes: 'called',
      resolution_outcome: 'saved',
    }))
    await insertChurn(database, marker, 1, () => ({
      user_id,
      resolved_at: daysAgo(0),
      resolution_notes: 'gone',
      resolution_outcome: 'lost',
    }))
    await admin.goto(`/churn?reason=${marker}&state=resolved`)
    await expect(rowsWith(admin, 'Saved: called')).toContainText('+14 score')
    await admin.getByRole('button', { name: 'Outcome', exact: true }).click()
    await admin.getByRole('menuitemcheckbox', { name: 'Lost' }).click()
    await admin.keyboard.press('Escape')
    await expect(rowsWith(admin, 'Saved: called')).toHaveCount(0)
    await expect(rowsWith(admin, 'Lost: gone')).toHaveCount(1)
  },
)

test('selected alerts are handed to a colleague, and back by undo', async ({ admin, database, marker }) => {
  const [alert] = await insertChurn(database, marker)
  await admin.goto(`/churn?reason=${marker}`)
  await admin.getByRole('checkbox', { name: 'Select all 1 on this page' }).check()
  await admin.getByRole('button', { name: 'Assign', exact: true }).click()
  await admin.getByRole('menuitem', { name: accounts.support }).click()
  await expect(noticesOf(admin).getByText('1 churn alert assigned to support')).toBeVisible()
  await expect(rowsWith(admin, 'calls in 7 days').getByTitle(accounts.support)).toBeVisible()
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(noticesOf(admin).getByText('1 churn alert handed back')).toBeVisible()
  expect((await storedChurn(database, alert?.id)).assigned_to).toBeNull()
  const actions = (await actionsOn(database, alert?.id)).map(({ action }) => action)
  expect(actions).toEqual(['churn.assigned', 'churn.unassigned'])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the detail of a churn alert and its dialog fit', further, async ({ admin, database, marker }) => {
    const [alert] = await insertChurn(database, marker, 1, () => ({ reason: `inactivity: ${marker}` }))
    await admin.goto(`/churn/${alert?.id}`)
    await admin.getByRole('button', { name: 'Resolve' }).tap()
    await expect(admin.getByRole('radio', { name: 'False alarm' })).toBeInViewport()
    const overflow = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await expectAccessible(admin)
  })
})
