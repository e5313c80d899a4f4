import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { takeCustomer } from './customers'

const failing = { score: 12, grade: 'F', risk_level: 'critical', factors: {} }
const fine = { score: 95, grade: 'A', risk_level: 'low', factors: {} }

test('a grade filters the list, alone or by the link of the distribution', async ({
  admin,
  database,
  marker,
}) => {
  await takeCustomer(database, 0, `${marker} falls`, failing)
  await takeCustomer(database, 1, `${marker} thrives`, fine)
  await admin.goto(`/customers?q=${marker}`)
  const falls = admin.getByRole('row', { name: `${marker} falls` })
  const thrives = admin.getByRole('row', { name: `${marker} thrives` })
  await expect(falls).toContainText('critical')
  await expect(thrives).toBeVisible()

  await admin.getByRole('button', { name: 'Grade', exact: true }).click()
  await admin.getByRole('menuitemcheckbox', { name: 'F' }).click()
  await expect(thrives).toBeHidden()
  await expect(falls).toBeVisible()
  await expect(admin).toHaveURL(/grade=F/)

  await admin.goto('/customers')
  await admin.getByRole('link', { name: /^Grade F, score under 60: \d+ customers?/ }).click()
  await expect(admin).toHaveURL('/customers?grade=F')
  await expect(falls).toBeVisible()
})

test('risk filters, and the lowest score comes first', further, async ({ admin, database, marker }) => {
  await takeCustomer(database, 2, `${marker} low`, { ...failing, score: 3 })
  await takeCustomer(database, 3, `${marker} lower`, { ...failing, score: 2 })
  await takeCustomer(database, 4, `${marker} fine`, fine)
  await admin.goto(`/customers?q=${marker}&risk=critical&sort=score&order=asc`)
  const names = admin.getByRole('table', { name: 'customers' }).getByRole('link', { name: marker })
  await expect(names).toHaveText([`${marker} lower`, `${marker} low`])

  await admin.getByRole('columnheader', { name: 'Customer' }).getByRole('link').click()
  await expect(admin).toHaveURL(/sort=business_name&order=asc/)
  await expect(names).toHaveText([`${marker} low`, `${marker} lower`])
})

test(
  'the counts of a customer lead to that customer’s lists',
  further,
  async ({ admin, database, marker }) => {
    const { user_id } = await takeCustomer(database, 5, marker, failing)
    await database.insert('error_logs', { error_type: marker, message: marker, user_id })
    await admin.goto(`/customers?q=${marker}`)
    await admin.getByRole('row', { name: marker }).getByRole('link', { name: 'unresolved errors' }).click()
    await expect(admin).toHaveURL(`/errors?customer=${user_id}`)
    await expect(admin.getByRole('row', { name: marker }).first()).toBeVisible()
  },
)

test(
  'filters that match nothing are not shown as an empty list, and can be cleared',
  further,
  async ({ admin, marker }) => {
    await admin.goto(`/customers?q=${marker}`)
    await expect(admin.getByText('No matching customers').filter({ visible: true })).toBeVisible()
    await admin.getByRole('link', { name: 'Clear filters' }).click()
    await expect(admin).toHaveURL('/customers')
    await expect(admin.getByRole('table', { name: 'customers' })).toBeVisible()
  },
)

test('a malformed parameter in the address is left out and named', further, async ({ admin }) => {
  await admin.goto('/customers?no_contact=often&sort=colour&after=x')
  await expect(admin.getByText(/left out: .*no_contact.*sort.*/)).toBeVisible()
  await expect(admin.getByRole('table', { name: 'customers' })).toBeVisible()
})

test('the list of customers is accessible', further, async ({ admin }) => {
  await admin.goto('/customers')
  await expect(admin.getByRole('table', { name: 'customers' })).toBeVisible()
  await expect(admin.getByRole('link', { name: /^Grade F/ })).toBeVisible()
  await expectAccessible(admin)
})
