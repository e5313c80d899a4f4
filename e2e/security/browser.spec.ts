import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { pageGroups } from '@/app/(admin)/pages'
import { casesOf, grid } from '../support/grid'
import { LIST_PAGES } from '../support/paths'
import { readKeys } from '../support/rest'
import { currentRun, root } from '../support/run'
import { expect, test } from '../support/test'

const pages = pageGroups.flatMap((group) => group.pages.map(({ href }) => href))
const visited = [...pages, '/login', '/login/forgot', '/nothing/here']

/** What an address is an example of: a list, or a page of its own. */
const kindOf = (href: string) => (LIST_PAGES.some(({ path: page }) => page === href) ? 'list' : href)

/** Collects what the browser objects to while pages load. */
async function listenForViolations(page: Page): Promise<string[]> {
  const violations: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  page.on('pageerror', (error) => violations.push(String(error)))
  return violations
}

test('the session is out of reach of scripts and of other sites', async ({ admin }) => {
  await admin.goto('/errors')
  const session = (await admin.context().cookies()).filter(({ name }) => name.startsWith('kryonex-session'))
  expect(session.length).toBeGreaterThan(0)
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(await admin.evaluate(() => document.cookie)).not.toContain('kryonex-session')
  // How many critical alerts were seen is kept for the signals, and nothing of the session.
  const kept = await admin.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))
  expect(kept.filter((name) => name !== 'kryonex-critical-alerts')).toEqual([])
})

test('nothing of the backend reaches the browser', grid, async ({ admin }) => {
  const { publishableKey, secretKey } = readKeys()
  const delivered: string[] = []
  const origins = new Set<string>()
  admin.on('request', (request) => origins.add(new URL(request.url()).origin))
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  for (const href of casesOf(visited, kindOf)) await admin.goto(href)
  const everything = delivered.join('\n')
  const cookies = await admin.context().cookies()
  const tokens = cookies.map(({ value }) => value).filter((value) => value.length > 100)
  const { backendUrl, siteUrl } = currentRun()
  expect(tokens.length).toBeGreaterThan(0)
  expect(everything.length).toBeGreaterThan(100_000)
  for (const secret of [publishableKey, secretKey, backendUrl, new URL(backendUrl).host, ...tokens]) {
    expect(everything.includes(secret), `${secret.slice(0, 12)}… was delivered`).toBe(false)
  }
  expect(everything).not.toMatch(/eyJ[\w-]{10,}\.eyJ[\w-]{10,}/)
  expect([...origins]).toEqual([siteUrl])
})

test('no script that is built speaks to Supabase', async () => {
  const directory = path.join(root, '.next-e2e/static')
  const names = await readdir(directory, { recursive: true })
  const scripts = names.filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(5)
  for (const name of scripts) {
    const source = await readFile(path.join(directory, name), 'utf8')
    expect(source.match(/supabase|\/rest\/v1|\/auth\/v1|sb_(publishable|secret)_/i), name).toBeNull()
  }
})

function expectStrictHeaders(headers: Record<string, string>, href: string) {
  const policy = headers['content-security-policy'] ?? ''
  expect(policy, href).toMatch(/script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'(;|$)/)
  expect(policy, href).toContain("default-src 'self'")
  expect(policy, href).toContain("frame-ancestors 'none'")
  expect(policy, href).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/)
  expect(headers, href).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  })
  expect(headers['strict-transport-security'], href).toContain('max-age=')
  expect(headers['permissions-policy'], href).toContain('camera=()')
  expect(headers['x-powered-by'], href).toBeUndefined()
  expect(headers['cache-control'], href).toContain('no-store')
}

async function expectStrictPolicy(visitor: Page, violations: string[], href: string) {
  const response = await visitor.goto(href)
  await expect(visitor.locator('body')).toContainText(/\S/)
  await visitor.waitForLoadState('networkidle')
  expect(violations, href).toEqual([])
  expectStrictHeaders(response?.headers() ?? {}, href)
}

test('every page is served with a strict policy', async ({ admin, request }) => {
  for (const href of visited) {
    const visitor = href.startsWith('/login') ? request : admin.request
    expectStrictHeaders((await visitor.get(href)).headers(), href)
  }
})

test('every page keeps its own strict policy', grid, async ({ admin, page }) => {
  test.slow()
  const [ofAdmin, ofVisitor] = [await listenForViolations(admin), await listenForViolations(page)]
  for (const href of casesOf(visited, kindOf)) {
    const isOpen = href.startsWith('/login')
    await test.step(href, () => expectStrictPolicy(isOpen ? page : admin, isOpen ? ofVisitor : ofAdmin, href))
  }
})

test('each document has a nonce of its own, and an injected script does not run', async ({ admin }) => {
  const nonceOf = async () => {
    const response = await admin.goto('/errors')
    return response?.headers()['content-security-policy']?.match(/nonce-([^']+)/)?.[1]
  }
  expect(await nonceOf()).not.toBe(await nonceOf())
  const ran = await admin.evaluate(async () => {
    const refused = new Promise((resolve) =>
      addEventListener('securitypolicyviolation', resolve, { once: true }),
    )
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.injected = true">')
    await refused
    return 'injected' in window
  })
  expect(ran).toBe(false)
})
