// npm test: everything or the parts that are named, from whatever state the clone is in.
import { findChromium } from './launch/browser.mjs'
import { main } from './launch/main.mjs'
import { checkNode, installDependencies } from './launch/prepare.mjs'
import { runParts } from './launch/run-parts.mjs'
import { readTestOptions } from './launch/test-options.mjs'

main(async () => {
  checkNode()
  const { parts, help } = readTestOptions(process.argv.slice(2))
  if (help) return console.info(help)
  await installDependencies()
  const environment = { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' }
  if (parts.some(({ browser }) => browser)) environment.CHROMIUM_PATH = await findChromium()
  if (!(await runParts(parts, environment))) process.exitCode = 1
})
