import { randomInt } from 'node:crypto'
import {
  type Browser,
  type BrowserContext,
  test as base,
  type Page,
  type PlaywrightTestOptions,
} from '@playwright/test'
import { createRest, type Rest, readKeys, signInToRest } from './rest'
import { currentRun } from './run'
import { type Actor, accounts, password, sessionFile } from './sessions'

export { expect } from '@playwright/test'

type Fixtures = {
  /** A page signed in as admin@kryonex.test. */
  admin: Page
  /** A page of a second admin, support@kryonex.test, in a browser of their own. */
  support: Page
  /** A page signed in as owner@kryonex.test, a customer. */
  customerPage: Page
  /** A word of this test alone: rows that carry it are found by this test and by no other. */
  marker: string
}

type WorkerFixtures = {
  /** The database as the platform's backend sees it: past every policy. */
  database: Rest
  /** The API with the token of owner@kryonex.test. */
  customerApi: Rest
  /** The API with the token of admin@kryonex.test. */
  adminApi: Rest
  /** The API with the publishable key alone. */
  anonApi: Rest
}

const LETTERS = 'bcdfghjklmnpqrstvwxz'

function inventMarker(): string {
  return `e2e_${Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`
}

type Settings = Pick<PlaywrightTestOptions, 'viewport' | 'colorScheme' | 'hasTouch'>

/** The browser contexts of this worker, which tests of the same actor and settings share. */
const contexts = new Map<string, BrowserContext>()

/**
 * A context as new as the first time: signed in, without anything that a test before has kept in it. What it has loaded
 * and compiled of the dashboard stays, which saves about a third of a page load.
 */
async function contextOf(browser: Browser, actor: Actor, settings: Settings) {
  const key = JSON.stringify([actor, settings])
  const context = contexts.get(key) ?? (await browser.newContext())
  contexts.set(key, context)
  await context.setStorageState(sessionFile(actor))
  return context
}

function pageOf(actor: Actor) {
  return async (
    { browser, viewport, colorScheme, hasTouch }: { browser: Browser } & Settings,
    use: (page: Page) => Promise<void>,
  ) => {
    const context = await contextOf(browser, actor, { viewport, colorScheme, hasTouch })
    await use(await context.newPage())
    await Promise.all(context.pages().map((page) => page.close()))
    await context.setOffline(false)
  }
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it.
  baseURL: async ({}, use) => use(currentRun().siteUrl),
  admin: pageOf('admin'),
  support: pageOf('support'),
  customerPage: pageOf('customer'),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  marker: async ({}, use) => use(inventMarker()),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  database: [async ({}, use) => use(createRest(readKeys().secretKey)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  anonApi: [async ({}, use) => use(createRest(readKeys().publishableKey)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  customerApi: [async ({}, use) => use(await signInToRest(accounts.customer, password)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  adminApi: [async ({}, use) => use(await signInToRest(accounts.admin, password)), { scope: 'worker' }],
})
