import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import { auditOf, insertError, insertErrors, panelOf, resolveWith, rowsWith, storedError } from './errors'

test('resolving one with a note stamps it, audits it and survives a reload', async ({
  admin,
  database,
  marker,
}) => {
  const error = await insertError(database, marker)
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await rowsWith(admin, marker).getByRole('link').click()
  await panelOf(admin).getByRole('button', { name: 'Resolve' }).click()
  await resolveWith(admin, `  ${marker} was a full disk  `)
  await expect(admin.getByText('1 error resolved')).toBeVisible()
  const [me] = await database.select('profiles', { email: `eq.${accounts.admin}` })
  expect(await storedError(database, error.id)).toMatchObject({
    resolved_by: me?.user_id,
    resolution_notes: `${marker} was a full disk`,
  })
  expect(await auditOf(database, error.id)).toMatchObject([
    { action: 'error.resolved', actor_id: me?.user_id, entity: 'error_logs' },
  ])
  await admin.reload()
  await expect(admin.getByText('Resolved', { exact: true })).toBeVisible()
  const activity = admin.getByRole('listitem').filter({ hasText: 'resolved it' })
  await expect(activity).toContainText('admin')
  await expect(activity).toContainText(`${marker} was a full disk`)
})

test('resolving an error requires a note', further, async ({ admin, database, marker }) => {
  const error = await insertError(database, marker)
  await admin.goto(`/errors/${error.id}`)
  await admin.getByRole('button', { name: 'Resolve' }).click()
  await resolveWith(admin, '   ')
  await expect(admin.getByRole('dialog').getByRole('alert')).toHaveText('Resolution notes must not be empty.')
  expect((await storedError(database, error.id)).resolved_at).toBeNull()
  await resolveWith(admin, 'now with words')
  await expect(admin.getByText('1 error resolved')).toBeVisible()
})

test(
  'several errors are resolved at once, and reopened by undo',
  further,
  async ({ admin, database, marker }) => {
    const errors = await insertErrors(database, marker, 4)
    await admin.goto(`/errors?view=rows&type=${marker}`)
    await admin.getByRole('checkbox', { name: 'Select all 4 on this page' }).check()
    await rowsWith(admin, 'number 4').getByRole('checkbox').uncheck()
    await expect(admin.getByText('3 selected')).toBeVisible()
    await admin.getByRole('button', { name: 'Resolve 3' }).click()
    await resolveWith(admin, 'deployed the fix')
    await expect(admin.getByText('3 errors resolved')).toBeVisible()
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await expect(admin.getByText('selected')).toBeHidden()

    await admin.getByRole('button', { name: 'Undo' }).click()
    await expect(admin.getByText('3 errors reopened')).toBeVisible()
    await expect(rowsWith(admin, marker)).toHaveCount(4)
    for (const { id } of errors.slice(0, 3)) {
      expect((await auditOf(database, id)).map(({ action }) => action)).toEqual([
        'error.resolved',
        'error.reopened',
      ])
      expect((await storedError(database, id)).resolved_by).toBeNull()
    }
    expect(await auditOf(database, errors[3]?.id ?? '')).toEqual([])
  },
)

test('a resolved error can be reopened from its page', further, async ({ admin, database, marker }) => {
  const error = await insertError(database, marker, {
    resolved_at: new Date().toISOString(),
    resolution_notes: 'x',
  })
  await admin.goto(`/errors/${error.id}`)
  await admin.getByRole('button', { name: 'Reopen' }).click()
  await expect(admin.getByText('1 error reopened')).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Resolve' })).toBeVisible()
  expect((await storedError(database, error.id)).resolved_at).toBeNull()
})

test('the second of two admins sees who resolved first', async ({ admin, support, database, marker }) => {
  const error = await insertError(database, marker)
  for (const page of [admin, support]) {
    await page.goto(`/errors/${error.id}`)
    await page.getByRole('button', { name: 'Resolve' }).click()
  }
  await resolveWith(admin, 'mine')
  await expect(admin.getByText('1 error resolved')).toBeVisible()
  await resolveWith(support, 'no, mine')
  await expect(noticesOf(support).getByText('No error resolved')).toBeVisible()
  await expect(noticesOf(support).getByText(/One was already resolved by admin, .* UTC\./)).toBeVisible()
  expect((await storedError(database, error.id)).resolution_notes).toBe('mine')
  expect(await auditOf(database, error.id)).toHaveLength(1)
})

test('of two at the same moment, one wins', further, async ({ admin, support, database, marker }) => {
  const error = await insertError(database, marker)
  const pages = [admin, support]
  for (const page of pages) {
    await page.goto(`/errors/${error.id}`)
    await page.getByRole('button', { name: 'Resolve' }).click()
  }
  await Promise.all(pages.map((page) => resolveWith(page, 'quick')))
  const titles = await Promise.all(
    pages.map((page) =>
      noticesOf(page)
        .getByText(/^(1|No) error resolved$/)
        .textContent(),
    ),
  )
  expect(titles.sort()).toEqual(['1 error resolved', 'No error resolved'])
  expect(await auditOf(database, error.id)).toHaveLength(1)
})
