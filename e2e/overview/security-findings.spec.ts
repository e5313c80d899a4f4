import { expect, test } from '../support/faults'
import { oldestUnhandled } from '../support/screen'

const findings = [
  {
    finding: 'open_table',
    subject: 'usage_calls',
    detail: 'Anybody, without signing in, can select all rows: row level security is off',
    since: null,
    remedy: "select * from private.close_open_tables(array['usage_calls'])",
  },
  {
    finding: 'self_made_admin',
    subject: 'x@kryonex.test',
    detail:
      'A token gave this account the role admin; the dashboard does not let it in, policies of the platform may.',
    since: '2026-03-01T10:00:00+00:00',
    remedy: "select * from private.withdraw_admins(array['x@kryonex.test'])",
  },
]

test('a database in order has no security findings', async ({ admin }) => {
  await admin.goto('/')
  await expect(admin.getByRole('region', { name: 'Key figures' })).toBeVisible()
  await expect(oldestUnhandled(admin)).toHaveCount(4)
  await expect(admin.getByRole('region', { name: 'Security findings' })).toHaveCount(0)
})

test('findings name what is open and the call that closes it', async ({ admin, faults }) => {
  faults.answer('/rest/v1/rpc/security_findings', findings)
  await admin.goto('/')
  const region = admin.getByRole('region', { name: 'Security findings' })
  await region.getByText('2 security findings').click()
  await expect(region.getByText('Open table usage_calls')).toBeVisible()
  await expect(
    region.getByText("select * from private.close_open_tables(array['usage_calls'])"),
  ).toBeVisible()
  await expect(region.getByText('Admin by their own hand x@kryonex.test')).toBeVisible()
})
