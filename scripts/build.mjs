// npm run build: the production build that npm start serves.
import { buildDashboard } from './launch/build.mjs'
import { main } from './launch/main.mjs'
import { checkNode, installDependencies } from './launch/prepare.mjs'

main(async () => {
  checkNode()
  await installDependencies()
  await buildDashboard(process.env)
})
