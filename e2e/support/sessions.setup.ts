import { expect, test } from '@playwright/test'
import { currentRun } from './run'
import { type Actor, accounts, sessionFile, submitSignIn } from './sessions'

const arrivals: Record<Actor, string> = {
  admin: 'Errors',
  support: 'Errors',
  customer: `${accounts.customer} is not an admin`,
}

for (const actor of Object.keys(accounts) as Actor[]) {
  test(`${accounts[actor]} signs in`, async ({ page }) => {
    await page.goto(`${currentRun().siteUrl}/login?next=/errors`)
    await submitSignIn(page, accounts[actor])
    await expect(page.getByText(arrivals[actor]).filter({ visible: true }).first()).toBeVisible()
    await page.context().storageState({ path: sessionFile(actor) })
  })
}
