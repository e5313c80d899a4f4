import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { groupsWith, insertError, insertErrors, panelOf, resolveWith, storedError } from './errors'

const byTheCall = (index: number) => ({
  message: `No answer within ${index + 1}00 ms for call_ab12cd34ef56${index}`,
  endpoint: index % 2 ? '/api/left' : '/api/right',
})

test('errors that differ in values are one row with their count', async ({ admin, database, marker }) => {
  await insertErrors(database, marker, 4, byTheCall)
  await insertError(database, marker, { message: 'Something else entirely' })
  await admin.goto(`/errors?type=${marker}`)
  await expect(groupsWith(admin, marker)).toHaveCount(2)
  await expect(admin.getByText('2 unresolved groups')).toBeVisible()
  const calls = groupsWith(admin, 'No answer within')
  await expect(calls.getByRole('cell', { name: '4', exact: true })).toBeVisible()
  await expect(calls.getByText('New')).toBeVisible()
  await admin.goto(`/errors?type=${marker}&endpoint=/api/left`)
  await expect(groupsWith(admin, marker)).toHaveCount(1)
  await admin.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Errors' }).click()
  await expect(admin.getByRole('table', { name: 'errors' }).getByRole('row')).toHaveCount(3)
})

test('a group is resolved with its errors, reopened by undo, and regresses', async ({
  admin,
  database,
  marker,
}) => {
  const errors = await insertErrors(database, marker, 3, byTheCall)
  await admin.goto(`/errors?type=${marker}`)
  await expect(groupsWith(admin, marker)).toHaveCount(1)
  await groupsWith(admin, marker).getByRole('checkbox').check()
  await admin.getByRole('button', { name: 'Resolve 1' }).click()
  await expect(admin.getByText('This resolves 3 unresolved errors')).toBeVisible()
  await resolveWith(admin, `${marker} mended`)
  await expect(noticesOf(admin).getByText('1 group resolved')).toBeVisible()
  await expect(admin.getByText('No matching error groups')).toBeVisible()
  for (const { id } of errors)
    expect((await storedError(database, id)).resolution_notes).toBe(`${marker} mended`)

  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(noticesOf(admin).getByText('1 group reopened')).toBeVisible()
  await expect(groupsWith(admin, marker)).toHaveCount(1)
  expect((await storedError(database, errors[0]?.id ?? '')).resolved_at).toBeNull()

  await groupsWith(admin, marker).getByRole('link').click()
  await panelOf(admin).getByRole('button', { name: 'Resolve all 3' }).click()
  await resolveWith(admin, 'again')
  await expect(panelOf(admin).getByText('Resolved by admin')).toBeVisible()
  await expect(panelOf(admin).getByRole('listitem').filter({ hasText: 'reopened it' })).toBeVisible()

  await insertError(database, marker, {
    ...byTheCall(8),
    created_at: new Date(Date.now() + 2000).toISOString(),
  })
  await admin.goto(`/errors?type=${marker}&state=regressed`)
  await expect(groupsWith(admin, marker).getByText('Regressed')).toBeVisible()
})

test('a group is snoozed until more events, and comes back with them', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 2, byTheCall)
  await admin.goto(`/errors?type=${marker}`)
  await groupsWith(admin, marker).getByRole('checkbox').check()
  await admin.getByRole('button', { name: 'Snooze' }).click()
  await admin.getByRole('menuitem', { name: 'Until 10 more events' }).click()
  await expect(noticesOf(admin).getByText('1 group snoozed')).toBeVisible()
  await expect(admin.getByText('No matching error groups')).toBeVisible()
  await admin.goto(`/errors?type=${marker}&state=snoozed`)
  await groupsWith(admin, marker).getByRole('link').click()
  await expect(panelOf(admin).getByText('until 12 events')).toBeVisible()
  await insertErrors(database, marker, 10, byTheCall)
  await admin.goto(`/errors?type=${marker}`)
  await expect(groupsWith(admin, marker)).toHaveCount(1)
})

test('a group is handed to a colleague', further, async ({ admin, database, marker }) => {
  await insertErrors(database, marker, 2, byTheCall)
  await admin.goto(`/errors?type=${marker}`)
  await groupsWith(admin, marker).getByRole('link').click()
  await panelOf(admin).getByRole('button', { name: 'Assign' }).click()
  await admin.getByRole('menuitem', { name: 'support@kryonex.test' }).click()
  await expect(noticesOf(admin).getByText('1 group assigned')).toBeVisible()
  await expect(panelOf(admin).getByRole('button', { name: 'Assigned to support' })).toBeVisible()
})

test('the detail of a group shows whom it affects, and reveals masked values with an audit entry', async ({
  admin,
  database,
  marker,
}) => {
  const [profile] = await database.select('profiles', { role: 'eq.user', limit: '1' })
  const error = await insertError(database, marker, {
    ...byTheCall(1),
    user_id: profile?.user_id,
    stack_trace: `Error: late
    at settle (/app/node_modules/axios/lib/core/settle.js:19:12)
    at fetchCall (/app/src/retell/calls.js:58:24)`,
    request_body: { from_number: '+18285550142', seconds: 4 },
  })
  await admin.goto(`/errors?type=${marker}`)
  await groupsWith(admin, marker).getByRole('link').click()
  const panel = panelOf(admin)
  await expect(panel.getByRole('link', { name: profile?.business_name ?? '' })).toBeVisible()
  await expect(panel.getByText('1 frame in axios')).toBeVisible()
  await expect(panel.getByText('fetchCall (/app/src/retell/calls.js:58:24)')).toBeVisible()
  await expect(panel.getByText('+1 828 ••• ••42')).toBeVisible()
  await panel.getByRole('button', { name: 'Reveal from_number' }).click()
  await expect(panel.getByText('+18285550142')).toBeVisible()
  expect(await database.select('audit_trail', { entity_id: `eq.${error.id}` })).toMatchObject([
    { action: 'payload.revealed', metadata: { path: ['request_body', 'from_number'] } },
  ])
})

test('error groups are triaged without a mouse', further, async ({ admin, database, marker }) => {
  await admin.emulateMedia({ reducedMotion: 'no-preference' })
  for (const word of ['alpha', 'beta', 'gamma'])
    await insertError(database, marker, { message: `${marker} ${word}` })
  await admin.goto(`/errors?type=${marker}&sort=first_seen&order=asc`)
  await expect(groupsWith(admin, marker)).toHaveCount(3)
  await expect(async () => {
    await admin.keyboard.press('k')
    await expect(groupsWith(admin, 'alpha')).toBeFocused({ timeout: 500 })
  }).toPass()
  await admin.keyboard.press('j')
  await admin.keyboard.press('e')
  const dialog = admin.getByRole('dialog', { name: 'Resolve this group' })
  await expect(dialog).toBeVisible()
  // It fades for the rest of the test, and its field has the focus for as long.
  await dialog.evaluate((popup) => popup.style.setProperty('transition-duration', '3600s'))
  await admin.keyboard.type('done')
  await admin.keyboard.press('Control+Enter')
  await expect(noticesOf(admin).getByText('1 group resolved')).toBeVisible()
  await expect(groupsWith(admin, marker)).toHaveCount(2)
  await expect(dialog.getByLabel('Resolution notes')).toBeFocused()
  await admin.keyboard.press('u')
  await expect(noticesOf(admin).getByText('1 group reopened')).toBeVisible()
  await expect(groupsWith(admin, marker)).toHaveCount(3)
})
