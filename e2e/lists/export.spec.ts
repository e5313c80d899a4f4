import { readFile } from 'node:fs/promises'
import { lists } from '@/app/(admin)/lists'
import { insertErrors } from '../errors/errors'
import { expect, test } from '../support/test'
import { insertSettled } from '../webhooks/webhooks'

test('everything that matches is exported, formula-safe, and written down', async ({
  admin,
  database,
  marker,
}) => {
  await insertSettled(database, marker, 'failed', 230, (index) => ({
    error_message: index === 0 ? '=1+1, "quoted"' : 'Signature mismatch',
  }))
  await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
  await admin.getByRole('button', { name: 'Export' }).click()
  const begun = admin.waitForEvent('download')
  await admin.getByRole('menuitem', { name: 'All that match, as CSV' }).click()
  const download = await begun
  expect(download.suggestedFilename()).toMatch(/^webhooks-\d{4}-\d\d-\d\d\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(231)
  expect(lines[0]).toContain('idempotency_key')
  expect(lines.filter((line) => line.includes(`"'=1+1, ""quoted"""`))).toHaveLength(1)
  const keys = new Set(lines.slice(1).map((line) => line.match(new RegExp(`${marker}:\\d+`))?.[0]))
  expect(keys.size).toBe(230)

  const json = await admin.request.get(`/export/webhooks?state=failed&event_type=${marker}&format=json`)
  expect(((await json.json()) as unknown[]).length).toBe(230)
  const audited = await database.select('audit_trail', {
    action: 'eq.list.exported',
    'metadata->>query': `like.*${marker}*`,
    select: 'metadata',
  })
  expect(audited).toHaveLength(2)
})

test('a customer exports nothing', async ({ customerPage, database, marker }) => {
  await insertSettled(database, marker, 'failed', 1)
  const answer = await customerPage.request.get(
    `/export/webhooks?state=failed&event_type=${marker}&format=csv`,
  )
  expect(answer.status()).toBe(403)
  expect(await answer.text()).not.toContain(marker)
})

test('an export of an unknown list is not found', async ({ admin }) => {
  expect((await admin.request.get('/export/audit_logs?format=csv')).status()).toBe(404)
})

test('an export of errors has what the list shows: groups, or each error', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 6, (index) => ({
    message: `${marker} ${index % 2 ? 'lost' : 'late'} ${index}`,
  }))
  const read = async (query: string) =>
    (await (await admin.request.get(`/export/errors?${query}&format=json`)).json()) as Record<
      string,
      unknown
    >[]
  const groups = await read(`type=${marker}`)
  expect(groups.map(({ events }) => events)).toEqual([3, 3])
  expect(await read(`view=rows&type=${marker}`)).toHaveLength(6)
})

test('every list has its header, with rows and without, and the columns of its rows', async ({ admin }) => {
  for (const { name, page, view } of Object.values(lists)) {
    if (!page) continue
    const path = `/export${page.replaceAll('-', '_')}?${view ? `view=${view}&` : ''}`
    const [header = ''] = (await (await admin.request.get(`${path}format=csv`)).text()).split('\r\n')
    expect(header.startsWith('\ufeff'), name).toBe(true)
    const [first] = (await (await admin.request.get(`${path}format=json`)).json()) as Record<
      string,
      unknown
    >[]
    const columns = header.slice(1).replaceAll(' (UTC)', '').split(',')
    if (first) expect(columns.toSorted(), name).toEqual(Object.keys(first).toSorted())
    expect(columns.length, name).toBeGreaterThan(3)
  }
  const none = await (
    await admin.request.get('/export/webhooks?event_type=nothing_has_this&format=csv')
  ).text()
  expect(none).toMatch(/^\ufeff[^\r\n]*received_at \(UTC\)[^\r\n]*\r\n$/)
})

test('phones stand as the list shows them, and times as spreadsheets read them', async ({
  admin,
  database,
  marker,
}) => {
  await insertSettled(database, marker, 'failed', 1, () => ({
    phone_number: '+18285550142',
    received_at: '2026-03-01T10:20:30.5+02:00',
  }))
  const csv = await (
    await admin.request.get(`/export/webhooks?state=all&event_type=${marker}&format=csv`)
  ).text()
  expect(csv).toContain(',+1 828 ••• ••42,')
  expect(csv).toContain(',2026-03-01 08:20:30,')
  expect(csv).not.toContain("'")
})
