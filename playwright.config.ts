import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

const SYSTEM_CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

const executablePath = process.env.CHROMIUM_PATH || SYSTEM_CHROMIUM.find((file) => existsSync(file))
// Chromium's sandbox refuses to run as root, as containers often do.
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  // Runs of `npm test` go on at the same time.
  outputDir: `test-results/playwright/${process.env.E2E_RUN || 'alone'}`,
  globalSetup: './e2e/support/global-setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // The embedded backend answers one request at a time, and a browser, the dashboard and the backend keep more than one
  // core busy: a second worker makes everything slower, and some things too slow.
  workers: 1,
  // On a crowded machine a browser can stall for longer than a test waits. What passes only when it is tried again
  // is reported as flaky.
  retries: process.env.CI ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    // Animations cost a sixth of a page load's processor time where they are drawn in software.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every test costs about as much as running it.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        // Nothing here needs a graphics process, and drawing in software through one is slow.
        '--disable-gpu',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
  projects: [
    { name: 'sessions', testMatch: 'support/sessions.setup.ts' },
    { name: 'console', testMatch: '**/*.spec.ts', dependencies: ['sessions'] },
  ],
})
