// npm run test:recipes
import { defineConfig } from '@playwright/test'
import base from '../../playwright.config'

export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'recipes.test.ts',
  outputDir: '../../test-results/recipes',
  globalSetup: undefined,
  projects: undefined,
  // What is tested takes minutes to make; a second try would only hide why the first one failed.
  retries: 0,
})
