import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import type { Rest } from '../support/rest'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { ownerId } from './records'

/** When the first of the leads came: lately, so that they are among the rows that a search looks at first. */
const start = Date.now() - 3_600_000

const minute = (at: number) => new Date(start + at * 60_000).toISOString()

/** Sixty leads of one account, a minute apart; every third is won. */
async function plantLeads(database: Rest, marker: string) {
  const user_id = await ownerId(database)
  return database.insert(
    'leads',
    Array.from({ length: 60 }, (_, at) => ({
      user_id,
      name: `Dana ${at}`,
      phone: '+14155550142',
      business_name: `${marker} ${String(at).padStart(2, '0')}`,
      status: at % 3 === 0 ? `won_${marker}` : `new_${marker}`,
      created_at: minute(at),
    })),
  )
}

test('records filter, sort and page by their columns, and the address keeps it all', async ({
  admin,
  database,
  marker,
}) => {
  await plantLeads(database, marker)
  const rows = admin.getByRole('table', { name: 'rows of leads' }).locator('tbody tr')
  await admin.goto(`/records/leads?status=won_${marker}`)
  await expect(rows).toHaveCount(20)
  await expect(admin.getByText('20 rows', { exact: true })).toBeVisible()

  await admin.getByRole('button', { name: 'Filter', exact: true }).click()
  await admin.getByRole('combobox', { name: 'Column' }).selectOption('business_name')
  await admin.getByRole('combobox', { name: 'Question' }).selectOption('contains')
  await admin.getByRole('textbox', { name: 'Value' }).fill(`${marker} 3`)
  await admin.getByRole('button', { name: 'Add the filter' }).click()
  await expect(admin).toHaveURL(/business_name\.contains=/)
  await expect(rows).toHaveCount(4)
  await expectAccessible(admin)
  await admin.getByRole('button', { name: `Remove the filter status is won_${marker}` }).click()
  await expect(rows).toHaveCount(10)

  await admin.goto(`/records/leads?business_name.contains=${marker}`)
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText(`${marker} 59`)
  await admin.getByRole('link', { name: 'Next page' }).click()
  await expect(rows).toHaveCount(10)
  await admin.getByRole('link', { name: 'Previous page' }).click()
  await expect(rows.first()).toContainText(`${marker} 59`)
  await admin.getByRole('columnheader', { name: 'created_at' }).getByRole('link').click()
  await expect(admin).toHaveURL(/sort=created_at&order=asc/)
  await expect(rows.first()).toContainText(`${marker} 00`)
  const unordered = admin.getByRole('columnheader', { name: 'business_name' })
  await expect(unordered.getByRole('link')).toHaveCount(0)
  await expect(unordered.getByTitle('no index orders the rows by it')).toBeVisible()

  const between = `created_at.from=${minute(10)}&created_at.before=${minute(20)}`
  await admin.goto(`/records/leads?business_name.contains=${marker}&${between}`)
  await expect(rows).toHaveCount(10)
  await admin.goto(`/records/leads?q=${marker}%2007`)
  await expect(rows).toHaveCount(1)
})

test('a malformed parameter in the address is left out and named', further, async ({ admin }) => {
  await admin.goto(
    '/records/leads?user_id=x&created_at.after=soon&nothing=1&sort=name&after=~x&call_duration_seconds.contains=1',
  )
  await expect(admin.getByText(/left out: .*user_id.*/).or(admin.getByText(/left out: sort/))).toBeVisible()
  await expect(admin.getByRole('table', { name: 'rows of leads' })).toBeVisible()
})

test('records link along foreign keys in both directions', further, async ({ admin, database, marker }) => {
  const [lead] = await plantLeads(database, marker)
  const [deal] = await database.insert('deals', { lead_id: lead?.id, status: marker, amount: 12 })
  await admin.goto(`/records/deals?lead_id=${lead?.id}`)
  await admin.getByRole('link', { name: deal?.id.slice(0, 8) }).click()
  const panel = admin.getByRole('region', { name: 'Row' })
  await panel.getByRole('link', { name: lead?.id }).click()
  await expect(admin).toHaveURL(`/records/leads/${lead?.id}`)
  await admin.getByRole('link', { name: /^1 deals by lead_id/ }).click()
  await expect(admin).toHaveURL(`/records/deals?lead_id=${lead?.id}`)
  await expect(admin.getByRole('link', { name: deal?.id.slice(0, 8) })).toBeVisible()

  const [error] = await database.insert('error_logs', { error_type: marker, message: marker })
  await admin.goto(`/records/error_logs/${error?.id}`)
  await admin.getByRole('link', { name: 'Open in Errors' }).click()
  await expect(admin).toHaveURL(`/errors/${error?.id}`)
})

test('columns of records are chosen, and the rows that match are exported, masked and audited', async ({
  admin,
  database,
  marker,
}) => {
  await plantLeads(database, marker)
  await admin.goto(`/records/leads?business_name.contains=${marker}`)
  await admin.getByRole('button', { name: 'Columns' }).click()
  await admin.getByRole('menuitemcheckbox', { name: 'flagged_for_review' }).click()
  await expect(admin).toHaveURL(/columns=.*flagged_for_review/)
  await admin.keyboard.press('Escape')
  await expect(admin.getByRole('columnheader', { name: 'flagged_for_review' })).toBeVisible()
  await admin.getByRole('button', { name: 'Views' }).click()
  await admin.getByRole('menuitem', { name: 'Save this view' }).click()
  await admin.getByRole('dialog').getByLabel('Name').fill(marker)
  await admin.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText(`View “${marker}” saved`)).toBeVisible()
  const kept = admin.url()
  await admin.goto('/records/leads')
  await admin.getByRole('button', { name: 'Views' }).click()
  await admin.getByRole('menuitem', { name: marker, exact: true }).click()
  await expect(admin).toHaveURL(kept)

  await admin.getByRole('button', { name: 'Export' }).click()
  const download = admin.waitForEvent('download')
  await admin.getByRole('menuitem', { name: 'All that match, as CSV' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text.trim().split('\r\n')).toHaveLength(61)
  expect(text).toContain(`${marker} 42`)
  expect(text).not.toContain('5550142')
  expect(text).not.toContain('Dana')
  const written = await database.select('audit_trail', { action: 'eq.list.exported', entity: 'eq.leads' })
  expect(JSON.stringify(written)).toContain(marker)
})

test('secrets in records are shown as present or absent, and never reach the browser', async ({
  admin,
  database,
  marker,
}) => {
  const user_id = await ownerId(database)
  const url = `https://example.com/${marker}?key=hidden-in-address`
  const hidden = { secret: `hidden-secret-${marker}`, headers: { 'X-Key': `hidden-header-${marker}` } }
  const [config] = await database.insert('webhook_configs', { user_id, url, ...hidden })
  const [lead] = await database.insert('leads', { user_id, name: `Odalys ${marker}`, phone: '+14155550177' })
  const seen: string[] = []
  admin.on('response', async (response) => seen.push(await response.text().catch(() => '')))
  await admin.goto(`/records/webhook_configs?user_id=${user_id}&secret.empty=false`)
  await admin.getByRole('link', { name: config?.id.slice(0, 8) }).click()
  const panel = admin.getByRole('region', { name: 'Row' })
  await expect(panel.getByText('present')).toHaveCount(2)
  await admin.goto(`/records/webhook_configs?secret=hidden-secret-${marker}`)
  await expect(admin.getByText(/left out: secret/).filter({ visible: true })).toBeVisible()
  const file = await admin.request.get('/export/records/webhook_configs?format=json')
  seen.push(await file.text())
  expect(seen.join('')).toContain(config?.id)
  expect(seen.join('').replaceAll(`secret=hidden-secret-${marker}`, '')).not.toMatch(
    /hidden-(header|in-address)/,
  )

  await admin.goto(`/records/leads/${lead?.id}`)
  await expect(admin.getByText('Odalys')).toHaveCount(0)
  await admin.getByRole('button', { name: 'Reveal name' }).click()
  await expect(admin.getByText(`Odalys ${marker}`)).toBeVisible()
  await expect(noticesOf(admin).getByText('could not')).toHaveCount(0)
  const looks = await database.select('audit_trail', {
    action: 'eq.payload.revealed',
    entity_id: `eq.${lead?.id}`,
  })
  expect(looks).toHaveLength(1)
  await admin.getByRole('link', { name: 'Audit entries' }).click()
  await expect(admin).toHaveURL(`/audit?entity=leads&id=${lead?.id}`)
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(1)
})

test('a customer reads no records, and a file is refused, too', async ({ customerPage }) => {
  await customerPage.goto('/records/leads')
  await expect(customerPage).toHaveURL('/denied')
  expect((await customerPage.request.get('/export/records/leads?format=csv')).status()).toBe(403)
})

test('new records wait behind their number', further, async ({ admin, database, marker }) => {
  const user_id = await ownerId(database)
  await plantLeads(database, marker)
  await admin.goto(`/records/leads?business_name.contains=${marker}`)
  const rows = admin.getByRole('table', { name: 'rows of leads' }).locator('tbody tr')
  await expect(rows.first()).toContainText(`${marker} 59`)
  await database.insert('leads', [
    { user_id, business_name: `${marker} late` },
    { user_id, business_name: 'of another filter' },
  ])
  // What is asked for now and then is asked for at once when anything in the queues changes.
  await database.insert('ops_alerts', { alert_type: marker, severity: 'info', message: marker })
  await admin.getByRole('button', { name: '1 new' }).click()
  await expect(rows.first()).toContainText(`${marker} late`)
})
