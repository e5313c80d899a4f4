import { randomInt } from 'node:crypto'
import { takeCustomer } from '../customers/customers'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

test('an agent is found by any writing of its number, which is shown when revealed', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 15, marker)
  const line = String(randomInt(1000, 9999))
  await database.update('agents', { user_id: `eq.${user_id}` }, { phone_number: `+1989555${line}` })
  for (const writing of [`(989) 555-${line}`, `1-989-555-${line} ext. 4`, `+1989555${line}`]) {
    await admin.goto(`/agents?q=${encodeURIComponent(writing)}`)
    await expect(admin.getByText(`+1 989 ••• ••${line.slice(2)} is answered for ${marker}`)).toBeVisible()
    await expect(
      admin.getByRole('table', { name: 'agents' }).getByRole('link', { name: marker }),
    ).toBeVisible()
  }
  await admin.getByRole('table', { name: 'agents' }).getByRole('link', { name: marker }).click()
  const panel = admin.getByRole('region', { name: 'Agent' })
  await expect(panel.getByText(`+1989555${line}`)).toHaveCount(0)
  await panel.getByRole('button', { name: 'Reveal the number' }).click()
  await expect(panel.getByText(`+1989555${line}`)).toBeVisible()
  const [agent] = await database.select('agents', { user_id: `eq.${user_id}` })
  const [audited] = await database.select('audit_trail', {
    entity_id: `eq.${agent?.id}`,
    action: 'eq.payload.revealed',
  })
  expect(audited?.user_id).toBe(user_id)
  await expectAccessible(admin)
})

test('the list of agents says what is wrong with each, and why', async ({ admin, database, marker }) => {
  const { user_id } = await takeCustomer(database, 16, marker)
  const phone_number = `+1989556${randomInt(1000, 9999)}`
  await database.update(
    'agents',
    { user_id: `eq.${user_id}` },
    {
      phone_number,
      status: 'disabled',
      inbound_webhook_url: 'https://old.example/hook?token=hidden-value',
      deploy_error: 'The provider refused it',
    },
  )
  await database.insert('unknown_phone', { phone_number, event_type: 'call_inbound' })
  await admin.goto(`/agents?q=${marker}&problem=not_active`)
  const row = admin.getByRole('row', { name: marker })
  for (const problem of ['Not active', 'Failed deploy', 'Unknown number', 'Stale webhook']) {
    await expect(row).toContainText(problem)
  }
  await expectAccessible(admin)
  await row.getByRole('link', { name: marker }).click()
  const panel = admin.getByRole('region', { name: 'Agent' })
  await expect(panel.getByText(/takes no calls/)).toBeVisible()
  await expect(panel.getByText(/belonging to nobody/)).toBeVisible()
  await expect(panel.getByText('The provider refused it')).toBeVisible()
  await expect(panel.getByText('hidden-value')).toHaveCount(0)

  await admin.goto(`/agents?q=${encodeURIComponent(phone_number)}`)
  await expect(admin.getByText(/1 unresolved event for it came in as unknown/)).toBeVisible()
})

test(
  'no agent, an unknown problem and an unknown id each have their own message',
  further,
  async ({ admin, marker }) => {
    await admin.goto(`/agents?q=${marker}`)
    await expect(admin.getByText('No matching agents').filter({ visible: true })).toBeVisible()
    await admin.goto('/agents?problem=ugly')
    await expect(admin.getByText(/left out: .*problem.*/)).toBeVisible()
    await admin.goto('/agents/nonsense')
    await expect(admin.getByText('Agent not found')).toBeVisible()
  },
)
