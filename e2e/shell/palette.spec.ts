import { takeCustomer } from '../customers/customers'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { openPalette } from '../support/screen'
import { expect, test } from '../support/test'

test(
  'the palette finds customers, numbers in any writing, and any row by the beginning of its id',
  further,
  async ({ admin, database, marker }) => {
    const customer = await takeCustomer(database, 7, `${marker} Heating`, {
      score: 50,
      grade: 'F',
      risk_level: 'high',
    })
    const [lead] = await database.insert('leads', {
      user_id: customer.user_id,
      phone: '+12125550188',
      name: 'Dana',
    })
    await admin.goto('/records/agents')
    await expect(admin.getByRole('table', { name: 'rows of agents' })).toBeVisible()
    const palette = await openPalette(admin)
    const box = palette.getByRole('combobox')
    await box.fill(`${marker} hea`)
    await expect(palette.getByRole('option', { name: `${marker} Heating` })).toBeVisible()
    await expectAccessible(admin)
    await box.fill('(212) 555.0188')
    await expect(palette.getByRole('option', { name: /leads/ }).first()).toBeVisible()
    await expect(palette.getByText('Dana')).toHaveCount(0)
    await box.fill(lead?.id.slice(0, 13) ?? '')
    await expect(palette.getByRole('option')).toHaveCount(1)
    await admin.keyboard.press('Enter')
    await expect(admin).toHaveURL(`/records/leads/${lead?.id}`)
    await expect(admin.getByRole('heading', { name: 'Row of leads' })).toBeVisible()
  },
)

test('the palette opens pages and tables, runs actions, and remembers recent places', async ({ admin }) => {
  await admin.goto('/records/agents')
  await expect(admin.getByRole('table', { name: 'rows of agents' })).toBeVisible()
  const palette = admin.getByRole('dialog', { name: 'Search or jump to' })
  const choose = async (typed: string, name: string | RegExp) => {
    await openPalette(admin)
    await palette.getByRole('combobox').fill(typed)
    await expect(palette.getByRole('option', { name }).first()).toBeVisible()
    await expect(palette.getByRole('option', { name }).first()).toHaveAttribute('aria-selected', 'true')
    await admin.keyboard.press('Enter')
    await expect(palette).toBeHidden()
  }
  await choose('sms_opt', /^sms_opt_out/)
  await expect(admin).toHaveURL('/records/sms_opt_out')
  await choose('requeue', 'Requeue failed webhooks')
  await expect(admin).toHaveURL('/webhooks?state=failed')
  await choose('dark', 'Dark theme')
  await expect(admin.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(admin.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true')
  await choose("system's", "The system's theme")

  await openPalette(admin)
  const recent = palette.getByRole('group', { name: 'Recent' }).getByRole('option')
  await expect(recent).toHaveText([/Requeue failed webhooks/, /sms_opt_out/])
  await palette.getByRole('combobox').fill('zzzz nothing')
  await expect(palette.getByText('Nothing found')).toBeVisible()
  await admin.route('**/search?**', (route) => route.abort())
  await palette.getByRole('combobox').fill('zzzz')
  await expect(palette.getByRole('alert')).toContainText('The search could not be done')
  await admin.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})
