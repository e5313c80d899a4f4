import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })
    /** In the dark a list stands for the others. */
    const others = colorScheme === 'dark' ? further : {}

    test('signing in is accessible', others, async ({ page }) => {
      await page.goto('/login')
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      await expectAccessible(page)
      await page.goto('/login/forgot?expired=1')
      await expect(page.getByRole('button', { name: 'Send the link' })).toBeVisible()
      await expectAccessible(page)
    })

    test('a list, its menus and dialogs are accessible', async ({ admin, database, marker }) => {
      await database.insert('error_logs', { error_type: marker, message: marker })
      await admin.goto(`/errors?q=${marker}&sort=bogus`)
      await expect(admin.getByRole('row', { name: marker })).toBeVisible()
      await expectAccessible(admin)
      await admin.getByRole('checkbox').nth(1).check()
      await expect(admin.getByText('1 selected')).toBeVisible()
      await admin.getByRole('button', { name: 'Type', exact: true }).click()
      await expect(admin.getByRole('menuitemcheckbox').first()).toBeVisible()
      await expectAccessible(admin)
      await admin.keyboard.press('Escape')
      await admin.keyboard.press('?')
      await expect(admin.getByRole('dialog')).toBeVisible()
      await expectAccessible(admin)
    })

    test('a detail is accessible, beside its list and alone', others, async ({ admin, database, marker }) => {
      const [error] = await database.insert('error_logs', {
        error_type: marker,
        message: marker,
        stack_trace: 'Error: it\n    at once (/srv/api.ts:1:1)',
        request_body: { seconds: 94, nested: { flag: true } },
      })
      await admin.goto(`/errors?type=${marker}`)
      await admin.getByRole('link', { name: marker }).click()
      await expect(admin.getByText('No activity yet.')).toBeVisible()
      await expectAccessible(admin)
      await admin.goto(`/errors/${error?.id}`)
      await expect(admin.getByText('No activity yet.')).toBeVisible()
      await expectAccessible(admin)
      await admin.getByRole('button', { name: 'Resolve' }).click()
      await admin.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
      await expect(admin.getByText('Resolution notes must not be empty.')).toBeVisible()
      await expectAccessible(admin)
    })

    test('the page for denied accounts is accessible', others, async ({ customerPage }) => {
      await customerPage.goto('/denied')
      await expect(customerPage.getByRole('button', { name: 'Sign out' })).toBeVisible()
      await expectAccessible(customerPage)
    })
  })
}
