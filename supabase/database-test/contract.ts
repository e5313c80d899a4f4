import { compareCatalogs, readCatalog } from './catalog'
import { testAgents } from './contract-agents'
import {
  type Check,
  type Column,
  contractFiles,
  nameOf,
  one,
  outcome,
  plainTables,
  readColumns,
  readPartsFunction,
  refusal,
  roles,
  undone,
} from './contract-files'
import { testFresh } from './contract-fresh'
import { testLarge, testPlatform, testUsed } from './contract-used'
import type { TestDatabase } from './native-database'
import type { Report } from './report'

/** Each file on a database that has only the tables of the files before it, made by somebody else. */
async function testAlone(database: TestDatabase, check: Check, columns: Column[]) {
  for (const [index, file] of contractFiles.entries()) {
    const earlier = new Set(contractFiles.slice(0, index).map(nameOf))
    await undone(database, async () => {
      await database.exec(index === 0 ? 'select 1' : `${roles}; ${outcome}`)
      await database.exec(plainTables(columns.filter((column) => earlier.has(column.file))))
      const before = await readCatalog(database)
      const failure = await refusal(database, file.sql)
      if (!failure) await database.exec(readPartsFunction())
      const once = failure ? [] : await readCatalog(database)
      const removed = before
        .filter((line) => !new Set(once).has(line) && !/^schema public/.test(line))
        .join('\n')
      check(
        `${nameOf(file)} runs where only the tables before it are, and takes nothing away`,
        !failure && removed === '',
        failure || removed,
      )
      if (failure) return
      const missing = await one(
        database,
        `select count(*) from public.missing_contract_parts() where file = '${nameOf(file)}' and relation || part !~ '^agentsagents_'`,
      )
      check(`${nameOf(file)} alone brings all its columns`, missing === '0', missing)
      await database.exec(file.sql)
      const difference = compareCatalogs(once, await readCatalog(database))
      check(`${nameOf(file)} alone, twice`, difference === '', difference)
    })
  }
}

/** The contract's files on a new database, on one in use, alone and twice. Leaves the database as it was. */
export async function testContract(database: TestDatabase, report: Report, where: string) {
  const check: Check = (what, holds, detail) => report.check(`${where}: ${what}`, holds, detail)
  check('the contract has eleven files', contractFiles.length === 11)
  const columns = await readColumns(database)
  await testFresh(database, check, columns)
  await testAlone(database, check, columns)
  await testUsed(database, check, columns)
  await testPlatform(database, check)
  await testLarge(database, check)
  await testAgents(database, check)
}
