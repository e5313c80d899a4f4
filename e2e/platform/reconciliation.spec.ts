import { readFile } from 'node:fs/promises'
import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from './platform-api'

// There is one reconciliation at a time for everybody, so these run one after another.
test.describe.configure({ mode: 'serial' })

const rows = 'tr[data-row]'

test('a run by hand finds what differs, leads to it, and tells the platform as well', async ({
  admin,
  database,
  connected,
}) => {
  const [owner] = await database.select('profiles', { email: `eq.${accounts.customer}` })
  const userId = owner?.user_id ?? ''
  const [limits] = await database.select('usage_limits', { user_id: `eq.${userId}` })
  await database.update(
    'usage_limits',
    { user_id: `eq.${userId}` },
    { call_used_seconds: (limits?.call_used_seconds ?? 0) + 500_000 },
  )
  await admin.goto('/reconciliation')
  await admin.getByRole('button', { name: 'Run now' }).click()
  await expect(noticesOf(admin).getByText(/customers checked, \d+ differences? found/)).toBeVisible()
  await expect(noticesOf(admin).getByText('The platform was notified as well.')).toBeVisible()
  const first = admin.locator(rows).first()
  await expect(first).toContainText('By hand, admin')
  await expect(first).toContainText('Completed')

  const [run] = await database.select('reconciliation_runs', { order: 'started_at.desc', limit: '1' })
  expect(connected.platform.requests).toHaveLength(1)
  expect(connected.platform.requests[0]).toMatchObject({
    path: 'POST /api/admin/reconciliation-runs/trigger',
    headers: {
      'idempotency-key': `reconciliation-run:${run?.id}`,
      authorization: expect.stringMatching(/^Bearer eyJ/),
    },
  })
  const audited = await database.select('audit_trail', { entity_id: `eq.${run?.id}`, order: 'created_at' })
  expect(audited.map(({ action }) => action)).toEqual(['reconciliation.started', 'reconciliation.completed'])

  await first.getByRole('link').click()
  const panel = admin.getByRole('region', { name: 'Reconciliation run' })
  const difference = panel.getByRole('row').filter({ hasText: owner?.business_name ?? '' })
  await expect(difference).toContainText('Call seconds')
  await expect(difference.getByRole('link', { name: owner?.business_name ?? '' })).toHaveAttribute(
    'href',
    `/customers/${userId}`,
  )
  await expect(difference.getByTitle('The rows that were counted')).toHaveAttribute(
    'href',
    `/records/usage_calls?user_id=${userId}`,
  )
  const download = admin.waitForEvent('download')
  await panel.getByRole('link', { name: 'Differences as CSV' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(file.trim().split('\n')).toHaveLength((run?.discrepancies_found ?? 0) + 1)
})

test('two runs never go on at once: the second admin sees whose does, and an abandoned run is continued', async ({
  admin,
  support,
  adminApi,
}) => {
  const [begun] = await adminApi.rpc<{ run: string; outcome: string }[]>('begin_reconciliation')
  expect(begun?.outcome).toBe('done')
  await support.goto('/reconciliation')
  await support.getByRole('button', { name: 'Run now' }).click()
  await expect(noticesOf(support).getByText('A run is already in progress')).toBeVisible()
  await expect(noticesOf(support).getByText(/Started by admin, .* UTC\./)).toBeVisible()
  await admin.goto(`/reconciliation/${begun?.run}`)
  await expect(admin.getByText('Running', { exact: true })).toBeVisible()
  await admin.getByRole('button', { name: 'Resume' }).click()
  await expect(noticesOf(admin).getByText(/customers checked/)).toBeVisible()
  await expect(admin.getByText('Completed', { exact: true })).toBeVisible()
})

test('a platform that refuses and one that is unreachable are distinguished, and the run is made all the same', async ({
  admin,
  connected,
}) => {
  await admin.goto('/reconciliation')
  for (const [status, message] of [
    [503, 'The platform was not notified: The platform’s API answered 503: not now'],
    [403, 'The platform was not notified: The platform’s API does not let your account do this.'],
    [null, 'The platform was not notified: The platform’s API cannot be reached.'],
  ] as const) {
    connected.platform.answerWith(status)
    await admin.getByRole('button', { name: 'Run now' }).click()
    await expect(noticesOf(admin).getByText(message)).toBeVisible()
  }
  await expect(admin.locator(rows).first()).toContainText('Completed')
})

test(
  'a failed run says why, and a malformed address falls back',
  further,
  async ({ admin, database, marker }) => {
    const [run] = await database.insert('reconciliation_runs', {
      status: 'failed',
      completed_at: new Date().toISOString(),
      notes: `${marker} was cancelled`,
    })
    await admin.goto('/reconciliation?state=failed&period=nonsense')
    await expect(admin.locator(rows).filter({ hasText: `${marker} was cancelled` })).toHaveCount(1)
    await admin.goto(`/reconciliation/${run?.id}`)
    await expect(admin.getByText(`${marker} was cancelled`)).toBeVisible()
    await admin.goto('/reconciliation/00000000-0000-4000-8000-00000000dead')
    await expect(admin.getByText('Run not found')).toBeVisible()
  },
)

test('a customer neither sees nor starts a run', async ({ customerPage, customerApi }) => {
  await customerPage.goto('/reconciliation')
  await expect(customerPage).toHaveURL(/\/denied/)
  expect((await customerApi.request('POST', '/rest/v1/rpc/begin_reconciliation', { body: {} })).status).toBe(
    403,
  )
  expect(await customerApi.select('discrepancy_list')).toEqual([])
})
