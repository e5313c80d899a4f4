import type { Locator, Page } from '@playwright/test'

/**
 * Where the outcomes of actions are told. What failed is announced to screen readers a second time
 * elsewhere, so look for its text in here.
 */
export const noticesOf = (page: Page): Locator => page.getByRole('region', { name: 'Notifications' })
