import { randomUUID } from 'node:crypto'
import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertAlert, panelOf, rowsWith } from './alerts'

const PHONE = '+18285550142'
const EMAIL = 'dana.reed@blueridge.example'

test('phones and addresses of an alert never reach the browser', async ({ admin, database, marker }) => {
  const text = `${marker} for ${PHONE}, ${EMAIL}`
  const alert = await insertAlert(database, marker, {
    message: text,
    details: { phone: PHONE, contact: { email: EMAIL }, note: text },
  })
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/alerts?type=${marker}`)
  await expect(rowsWith(admin, marker)).toContainText('+1 828 ••• ••42')
  await admin.goto(`/alerts/${alert.id}`)
  await expect(admin.getByText('•••@').first()).toBeVisible()
  const everything = delivered.join('\n')
  expect(everything).toContain(marker)
  for (const secret of [PHONE, PHONE.slice(2), EMAIL]) expect(everything).not.toContain(secret)
})

for (const [what, id] of [
  ['an id that names nothing', randomUUID()],
  ['something that is no id', 'not-an-id'],
] as const) {
  test(`an alert’s page says that there is no such alert for ${what}`, further, async ({ admin }) => {
    await admin.goto(`/alerts/${id}`)
    await expect(admin.getByText('Alert not found')).toBeVisible()
    await admin.getByRole('link', { name: 'Back to the list' }).click()
    await expect(admin.getByRole('heading', { name: 'Alerts' })).toBeVisible()
  })
}

test('the detail of an alert moves on to the next, and leads to the customer', async ({
  admin,
  database,
  marker,
}) => {
  const [customer] = await database.select('customer_list', { limit: '1' })
  await insertAlert(database, marker, { user_id: customer?.user_id, severity: 'critical' })
  await insertAlert(database, marker, { severity: 'info', message: `${marker} of the platform` })
  await admin.goto(`/alerts?type=${marker}`)
  await rowsWith(admin, 'number 1').getByRole('link').click()
  const panel = panelOf(admin)
  await expect(panel.getByText('1 of 2 on this page')).toBeVisible()
  const name = customer?.business_name ?? ''
  await expect(panel.getByRole('link', { name })).toHaveAttribute('href', `/customers/${customer?.user_id}`)
  await panel.getByRole('link', { name: 'Next row' }).click()
  await expect(panel.getByText(`${marker} of the platform`)).toBeVisible()
  await admin.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(rowsWith(admin, marker)).toHaveCount(2)
})
