import { randomInt } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { ADMIN_EMAILS } from '../../supabase/local/accounts'
import { currentRun } from '../support/run'
import { test as base } from '../support/test'

export { expect } from '../support/test'

/** An admin whom no other tests sign in as, so that its sessions and password may change. */
export const ops = ADMIN_EMAILS[2]

/** The one text of every refusal. */
export const REFUSAL =
  'E-mail or password is wrong, or there were too many attempts. Wait a few minutes and try again.'

/** @returns an address that nobody has tried to sign in from. */
export const freshAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`

/** Every visitor comes from an address of their own, so that the limits of one test do not meet another. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it.
  extraHTTPHeaders: async ({}, use) => use({ 'x-forwarded-for': freshAddress() }),
})

/** What the form says about its last try; Next.js has an empty alert of its own on every page. */
export const messageOf = (page: Page): Locator => page.locator('form').getByRole('alert')

/** @returns the texts of the mails written to an address, the oldest first. */
export async function mailsTo(address: string): Promise<string[]> {
  const directory = path.join(currentRun().dataDirectory, 'mail')
  const names = await readdir(directory).catch(() => [])
  const texts = await Promise.all(names.sort().map((name) => readFile(path.join(directory, name), 'utf8')))
  return texts.filter((text) => text.includes(`To: ${address}`))
}
