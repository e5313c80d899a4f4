// npm test: everything, from whatever state the clone is in.
import { findChromium } from './launch/browser.mjs'
import { main } from './launch/failure.mjs'
import { QUICK_PARTS, runParts, SLOW_PARTS } from './launch/parts.mjs'
import { checkNode, installDependencies } from './launch/prepare.mjs'

main(async () => {
  checkNode()
  installDependencies()
  const chromium = await findChromium()
  const environment = { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' }
  if (chromium) environment.CHROMIUM_PATH = chromium
  if (!(await runParts([...QUICK_PARTS, ...SLOW_PARTS], environment))) process.exitCode = 1
})
