import { randomUUID } from 'node:crypto'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

test('what was done to a row is found from the row, with who, when, before and after', async ({
  admin,
  database,
  marker,
}) => {
  const [error] = await database.insert('error_logs', { error_type: marker, message: marker })
  await admin.goto(`/errors/${error?.id}`)
  await admin.getByRole('button', { name: 'Resolve' }).click()
  await admin.getByLabel('Resolution notes').fill(`Restarted ${marker}, called +18285550142`)
  await admin.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
  await expect(admin.getByText('1 error resolved')).toBeVisible()
  await admin.getByRole('button', { name: 'Reopen' }).click()
  await expect(admin.getByText('1 error reopened')).toBeVisible()

  await admin.getByRole('link', { name: 'In the audit log' }).first().click()
  await expect(admin).toHaveURL(new RegExp(`/audit\\?entity=error_\\w+&id=${error?.id}`))
  const rows = admin.getByRole('table', { name: 'audit entries' }).locator('tr[data-row]')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('Error reopened')
  await expect(rows.last()).toContainText(`Restarted ${marker}, called +1 828 ••• ••42`)
  await rows.first().getByRole('link', { name: 'Error reopened' }).click()
  const panel = admin.getByRole('region', { name: 'Audit entry', exact: true })
  await expect(panel.getByRole('row', { name: /Resolution notes Restarted .* empty/ })).toBeVisible()
  await expectAccessible(admin)
  await panel.getByRole('link', { name: 'Open it' }).click()
  await expect(admin).toHaveURL(`/errors/${error?.id}`)
})

test(
  'the audit log is filtered by person, act, table, customer and words',
  further,
  async ({ admin, database, marker }) => {
    const [profile] = await database.select('profiles', { email: 'eq.support@kryonex.test' })
    const [customer] = await database.select('customer_list', { order: 'user_id', limit: '1', offset: '3' })
    const entry = { user_id: customer?.user_id, entity: marker, entity_id: randomUUID(), ip: '203.0.113.44' }
    await database.insert('audit_logs', [
      {
        ...entry,
        actor_id: profile?.user_id,
        action: `${marker}.done`,
        metadata: { notes: `${marker} said` },
      },
      {
        ...entry,
        actor_id: null,
        action: `${marker}.run`,
        metadata: { tier: 'pro', previous: { tier: 'core' } },
      },
    ])
    const rows = admin.getByRole('table', { name: 'audit entries' }).locator('tr[data-row]')
    for (const [query, count] of [
      [`entity=${marker}`, 2],
      [`entity=${marker}&actor=platform`, 1],
      [`entity=${marker}&actor=${profile?.user_id}&customer=${customer?.user_id}`, 1],
      [`action=${marker}.run&period=1h`, 1],
      [`q=${marker}+said`, 1],
      [`entity=${marker}&source=platform`, 2],
      [`entity=${marker}&source=ops`, 0],
    ] as const) {
      await admin.goto(`/audit?${query}`)
      await expect(rows, query).toHaveCount(count)
    }
    await admin.goto(`/audit?entity=${marker}&actor=platform`)
    await expect(rows.first()).toContainText('tier: core → pro')
    await expect(rows.first()).toContainText('The platform')
    await expect(rows.first().getByRole('cell', { name: 'Platform', exact: true })).toBeVisible()
    await expect(admin.getByRole('button', { name: 'Clear the filter By' })).toBeVisible()
    await rows.first().getByRole('link').first().click()
    const panel = admin.getByRole('region', { name: 'Audit entry', exact: true })
    await expect(panel.getByRole('row', { name: 'Tier core pro' })).toBeVisible()
    await expect(panel.getByText('203.0.•••.•••')).toBeVisible()
    await panel.getByRole('button', { name: 'Reveal the address' }).click()
    await expect(panel.getByText('203.0.113.44')).toBeVisible()
    await admin.goto(`/audit?entity=${marker}&q=nowhere`)
    await expect(admin.getByText('No matching audit entries')).toBeVisible()
    await admin.goto(`/audit/${randomUUID()}`)
    await expect(admin.getByText('Audit entry not found')).toBeVisible()
  },
)

test('exports are in the audit log, its own too', async ({ admin, database, marker }) => {
  await database.insert('audit_logs', { action: 'test.written', entity: marker, metadata: { notes: marker } })
  const file = await admin.request.get(`/export/audit?entity=${marker}&format=csv`)
  expect((await file.text()).trim().split('\r\n')).toHaveLength(2)
  await admin.goto('/audit?action=list.exported&entity=audit')
  const row = admin.getByRole('table', { name: 'audit entries' }).locator('tr[data-row]').first()
  await expect(row).toContainText('List exported')
  await expect(row).toContainText('admin')
})
