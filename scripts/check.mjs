// npm run check: the part of the tests that takes seconds.
import { main } from './launch/failure.mjs'
import { QUICK_PARTS, runParts } from './launch/parts.mjs'
import { checkNode, installDependencies } from './launch/prepare.mjs'

main(async () => {
  checkNode()
  installDependencies()
  if (!(await runParts(QUICK_PARTS, process.env))) process.exitCode = 1
})
