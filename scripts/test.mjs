// npm test: everything but the grids, or the parts that are named, from whatever state the clone is in.
import { findChromium } from './launch/browser.mjs'
import { recordGrids } from './launch/grid-results.mjs'
import { main } from './launch/main.mjs'
import { checkNode, installDependencies } from './launch/prepare.mjs'
import { hasFailed, runParts } from './launch/run-parts.mjs'
import { readTestOptions } from './launch/test-options.mjs'

main(async () => {
  checkNode()
  const { parts, help } = readTestOptions(process.argv.slice(2))
  if (help) return console.info(help)
  await installDependencies()
  const environment = { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' }
  if (parts.some(({ browser }) => browser)) environment.CHROMIUM_PATH = await findChromium()
  const results = await runParts(parts, environment)
  await recordGrids(results)
  if (hasFailed(results)) process.exitCode = 1
})
