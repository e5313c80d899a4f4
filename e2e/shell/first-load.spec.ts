import { BUDGETS } from '../../bench/budgets'
import { scriptBytes } from '../../bench/documents'
import { lists, VIEWS } from '../support/paths'
import { expect, test } from '../support/test'

test('no page loads more JavaScript at first than it may', async ({ admin, baseURL }) => {
  const tooMuch: string[] = []
  for (const [path, most] of [
    ...[...lists, ...VIEWS].map((path) => [path, BUDGETS.listScript] as const),
    ['/login', BUDGETS.signInScript] as const,
  ]) {
    const document = await admin.request.get(path)
    const kibibytes = (await scriptBytes(baseURL ?? '', await document.text())) / 1024
    expect(kibibytes, path).toBeGreaterThan(0)
    if (kibibytes > most) tooMuch.push(`${path}: ${kibibytes.toFixed(1)} KiB of ${most}`)
  }
  expect(tooMuch).toEqual([])
})
