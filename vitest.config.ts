import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{app,lib,components,supabase,scripts}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['**/node_modules/**', '.next*/**'],
    // Ninety days of sample data take a while on a crowded machine.
    hookTimeout: 120_000,
    testTimeout: 60_000,
  },
})
