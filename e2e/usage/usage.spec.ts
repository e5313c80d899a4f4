import { takeCustomer } from '../customers/customers'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

const DAY = 86_400_000
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString()

const limits = {
  call_cap_seconds: 6000,
  call_credit: 600,
  sms_cap: 50,
  sms_used: 10,
  period_start: at(-15),
  period_end: at(15),
}

test('the list of usage shows who is near, over and stopped, with an estimate for the end of the period', async ({
  admin,
  database,
  marker,
}) => {
  for (const [place, state, used, stopped] of [
    [11, 'near', 5400, false],
    [12, 'over', 6700, false],
    [13, 'stopped', 7300, true],
  ] as const) {
    const { user_id } = await takeCustomer(database, place, `${marker} ${state}`)
    await database.update(
      'usage_limits',
      { user_id: `eq.${user_id}` },
      { ...limits, call_used_seconds: used, hard_stop_active: stopped },
    )
  }
  await admin.goto(`/usage?q=${marker}`)
  const names = admin.getByRole('table', { name: 'usage' }).getByRole('link', { name: marker })
  await expect(names).toHaveText(
    ['stopped', 'over', 'near'].map((state) => new RegExp(`${marker} ${state}$`)),
  )
  await expect(admin.getByRole('row', { name: `${marker} near` })).toContainText('81 %')
  await expect(admin.getByRole('row', { name: `${marker} near` })).toContainText('≈ 162 % estimated')
  await expectAccessible(admin)

  const states = admin.getByRole('navigation', { name: 'State' })
  await states.getByRole('link', { name: /^Over/ }).click()
  await expect(names).toHaveText([new RegExp(`${marker} over$`)])

  await names.first().click()
  const panel = admin.getByRole('region', { name: 'Usage of a customer' })
  await expect(panel.getByText("Estimate for the period's end: 202 %")).toBeVisible()
  await expect(panel.getByText('10 min credit, in the figure')).toBeVisible()
  await expect(panel.getByText(/FROM usage_limits/)).toBeVisible()
  await expectAccessible(admin)
})

test(
  'exports what matches, and leaves out what it does not understand',
  further,
  async ({ admin, database, marker }) => {
    const { user_id } = await takeCustomer(database, 14, marker)
    const answer = await admin.request.get(`/export/usage?customer=${user_id}&format=json`)
    expect(await answer.json()).toMatchObject([{ id: user_id, business_name: marker }])
    await admin.goto('/usage?state=full&sort=colour&after=x')
    await expect(admin.getByText(/left out: .*state.*/)).toBeVisible()
    await expect(admin.getByRole('table', { name: 'usage' })).toBeVisible()
    await admin.goto(`/usage?q=${marker}&state=stopped`)
    await expect(admin.getByText('No matching usage').filter({ visible: true })).toBeVisible()
  },
)

test('an unknown customer has no usage', further, async ({ admin }) => {
  await admin.goto('/usage/nonsense')
  await expect(admin.getByText('Usage not found')).toBeVisible()
})
