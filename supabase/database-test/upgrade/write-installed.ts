import { writeFileSync } from 'node:fs'
import { INSTALLED_FILE } from '../../migrate/installed-0.1'
import { openScratch } from '../../migrate/scratch'
import { pgliteSession } from '../../migrate/session'
import { restore01 } from './fixture'
import { readInstalled } from './installed'

/** Writes migrate/installed-0.1.json: `node --import tsx supabase/database-test/upgrade/write-installed.ts`. */
const connection = await openScratch()
const session = pgliteSession(connection.driver)
await restore01(session, 'fresh')
writeFileSync(INSTALLED_FILE, `${JSON.stringify(await readInstalled(session), null, 2)}\n`)
await connection.close()
