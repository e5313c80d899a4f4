import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { ADMIN_EMAILS, OWNER_EMAIL, SAMPLE_PASSWORD } from '../../supabase/local/accounts'
import { runsDirectory } from './run'

const [admin, support] = ADMIN_EMAILS

/** The sample accounts that tests are signed in as. */
export const accounts = { admin, support, customer: OWNER_EMAIL } as const
export type Actor = keyof typeof accounts

export const password = SAMPLE_PASSWORD

/** Where the browser state of somebody who is signed in is kept for the run. */
export const sessionFile = (actor: Actor) => path.join(runsDirectory, `session-${actor}.json`)

/** A field of a form; pages that were left stay in the document unseen, with fields of the same name. */
export const field = (page: Page, label: string): Locator =>
  page.getByLabel(label, { exact: true }).filter({ visible: true })

/** Fills in the sign-in form and sends it; where that leads is for the caller to see. */
export async function submitSignIn(page: Page, email: string, secret = password) {
  await field(page, 'E-mail').fill(email)
  await field(page, 'Password').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
