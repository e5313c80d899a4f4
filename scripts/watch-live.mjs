// npm run watch-live: keeps the list of errors of a running dashboard open while events arrive, and tells whether
// anything moved under the reader and whether the tab's memory grew. For an hour of events in three minutes, start
// the dashboard with TRAFFIC_SPEED=20. With PICTURES=docs/pictures the list is pictured at the beginning and the end.
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openBrowser, signIn, site } from './launch/visit.mjs'

const MINUTES = Number(process.env.MINUTES ?? 3)
const LOOK_MS = 250
const WEIGH_MS = 15_000
const MEGABYTE = 1024 * 1024

/** @returns what is under the pointer, and where it begins. */
function under([x, y]) {
  const row = document.elementFromPoint(x, y)?.closest('tr[data-row]')
  return row && `${row.dataset.row} at ${Math.round(row.getBoundingClientRect().top)}`
}

/** @returns the megabytes that the page's objects take once the garbage is gone. */
async function weigh(devtools) {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return Number((usedSize / MEGABYTE).toFixed(1))
}

async function watch(page) {
  const devtools = await page.context().newCDPSession(page)
  const { x, y, height } = await page.locator('tr[data-row]').nth(5).boundingBox()
  const point = [x + 200, y + height / 2]
  await page.mouse.move(...point)
  const first = await page.evaluate(under, point)
  const weights = []
  let moves = 0
  let last = first
  const until = Date.now() + MINUTES * 60_000
  for (let weighed = 0; Date.now() < until; await wait(LOOK_MS)) {
    const now = await page.evaluate(under, point)
    if (now !== last) moves++
    last = now
    if (Date.now() - weighed < WEIGH_MS) continue
    weighed = Date.now()
    weights.push(await weigh(devtools))
  }
  return { moves, weights, waiting: await page.getByTitle('Show them').textContent() }
}

const browser = await openBrowser()
const page = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }))
await page.goto(`${site}/errors?view=rows`)
const picture = async (name) => {
  if (process.env.PICTURES)
    await page.screenshot({ path: path.join(process.env.PICTURES, `live-hour-${name}.png`) })
}
await picture('begins')
const { moves, weights, waiting } = await watch(page)
await picture('ends')
await browser.close()
console.info(
  `${MINUTES} minutes: the row under the pointer changed or moved ${moves} times; ${waiting} wait.`,
)
console.info(`Memory of the page in MiB, every ${WEIGH_MS / 1000} s: ${weights.join(', ')}`)
process.exitCode = moves > 0 ? 1 : 0
