// npm run check: the part of the tests that takes seconds.
import { main } from './launch/main.mjs'
import { GROUPS } from './launch/parts.mjs'
import { checkNode, installDependencies } from './launch/prepare.mjs'
import { hasFailed, runParts } from './launch/run-parts.mjs'

main(async () => {
  checkNode()
  await installDependencies()
  if (hasFailed(await runParts(GROUPS.check, process.env))) process.exitCode = 1
})
