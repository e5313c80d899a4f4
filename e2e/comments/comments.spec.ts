import { insertAlert } from '../alerts/alerts'
import { expect, test } from '../support/test'

test('a comment stays with its row, under its author’s name', async ({
  admin,
  support,
  database,
  marker,
}) => {
  const { id } = await insertAlert(database, marker)
  await admin.goto(`/alerts/${id}`)
  const comment = admin.getByRole('textbox', { name: 'Comment' })
  await comment.fill(`Called the carrier ${marker}`)
  await admin.getByRole('button', { name: 'Comment' }).click()
  await expect(admin.getByRole('listitem').filter({ hasText: `Called the carrier ${marker}` })).toContainText(
    'admincommented',
  )
  await expect(comment).toHaveValue('')

  await support.goto(`/alerts/${id}`)
  await expect(support.getByText(`Called the carrier ${marker}`)).toBeVisible()
  const [row] = await database.select('comments', { entity_id: `eq.${id}` })
  expect(row).toMatchObject({ entity: 'ops_alerts', body: `Called the carrier ${marker}` })
})

test('a comment that was typed and not sent survives a reload', async ({ admin, database, marker }) => {
  const { id } = await insertAlert(database, marker)
  await admin.goto(`/alerts/${id}`)
  await admin.getByRole('textbox', { name: 'Comment' }).fill('Half a thought')
  await admin.reload()
  await expect(admin.getByRole('textbox', { name: 'Comment' })).toHaveValue('Half a thought')
  expect(await database.select('comments', { entity_id: `eq.${id}` })).toEqual([])
})

test('an action is undone from the activity, by the admin who took it', async ({
  admin,
  support,
  database,
  marker,
}) => {
  const { id } = await insertAlert(database, marker)
  await admin.goto(`/alerts/${id}`)
  await admin.getByRole('button', { name: 'Acknowledge' }).click()
  const done = admin.getByRole('listitem').filter({ hasText: 'acknowledged it' })
  await expect(done.getByRole('button', { name: 'Undo' })).toBeVisible()
  await support.goto(`/alerts/${id}`)
  await expect(support.getByText('acknowledged it')).toBeVisible()
  await expect(support.getByRole('listitem').getByRole('button', { name: 'Undo' })).toBeHidden()
  await done.getByRole('button', { name: 'Undo' }).click()
  await expect(admin.getByText('took the acknowledgement back')).toBeVisible()
  const [alert] = await database.select('ops_alerts', { id: `eq.${id}` })
  expect(alert?.acknowledged_at).toBeNull()
})
