import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'

test('a failed delivery shows where it went, why it failed and what was sent, without secrets', async ({
  admin,
  database,
  marker,
}) => {
  const [owner] = await database.select('profiles', { email: `eq.${accounts.customer}` })
  const user_id = owner?.user_id ?? ''
  const [hook] = await database.insert('webhook_configs', {
    user_id,
    name: marker,
    url: `https://me:pass-${marker}@hooks.example/in?key=key-${marker}`,
    secret: `secret-${marker}`,
  })
  const [delivery] = await database.insert('webhook_deliveries', [
    {
      user_id,
      webhook_id: hook?.id,
      event_type: marker,
      payload: { phone: '+18285550142', note: marker },
      response_body: `No mailbox dana@${marker.replace('_', '-')}.example`,
      status_code: 410,
      last_error: '410 for +18285550142',
      delivery_status: 'failed',
      retry_count: 3,
    },
  ])
  await database.insert('webhook_deliveries', {
    user_id,
    webhook_id: hook?.id,
    event_type: marker,
    delivery_status: 'delivered',
    delivered_at: new Date().toISOString(),
    status_code: 200,
  })
  const seen: string[] = []
  admin.on('response', async (response) => seen.push(await response.text().catch(() => '')))
  await admin.goto(`/deliveries?event_type=${marker}`)
  const row = admin.locator('tr[data-row]')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('hooks.example')
  await expect(row).toContainText('4 of 4')
  await row.getByRole('link').click()
  const panel = admin.getByRole('region', { name: 'Delivery' })
  await expect(panel.getByText('410 for +1 828 ••• ••42')).toBeVisible()
  await expect(panel.getByText(`hooks.example (${marker})`)).toBeVisible()
  const everything = seen.join('\n')
  for (const secret of [`pass-${marker}`, `key-${marker}`, `secret-${marker}`, '8285550142', 'dana@']) {
    expect(everything).not.toContain(secret)
  }
  await panel.getByRole('button', { name: 'Reveal the answer' }).click()
  await expect(panel.getByText(`No mailbox dana@${marker.replace('_', '-')}.example`)).toBeVisible()
  const audited = await database.select('audit_trail', { entity_id: `eq.${delivery?.id}` })
  expect(audited).toMatchObject([{ action: 'payload.revealed', user_id }])
  await panel.getByRole('link', { name: 'All that was sent there' }).click()
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(2)
})
