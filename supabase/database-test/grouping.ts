import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestDatabase } from './native-database'
import type { Report } from './report'

type Text = string | { message: string | null; stack: string | null }

/** Faults of one kind of software, each with the texts in which it comes. */
type Family = { family: string; type: string; faults: Text[][] }

type Grouped = { family: string; fault: string; group: string }

const families: Family[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'grouping-cases.json'), 'utf8'),
)

/** Texts as systems write them: each fault is one group, and no two faults are in the same. Prints each family's score. */
export async function testGrouping(database: TestDatabase, report: Report, where: string) {
  const rows = await group(database)
  const scores = families.map(({ family, faults }) => ({
    family,
    faults: faults.length,
    right: faults.filter((_, index) => isOneGroupOfItsOwn(rows, family, `${family}/${index}`)).length,
  }))
  for (const { family, faults, right } of scores) console.log(`       ${right} of ${faults}  ${family}`)
  const wrong = scores.filter(({ faults, right }) => right < faults).map(({ family }) => family)
  report.check(
    `${where}: every fault is a group of its own (${scores.length} families, ${rows.length} texts)`,
    wrong.length === 0,
    wrong.join('\n'),
  )
}

async function group(database: TestDatabase): Promise<Grouped[]> {
  const texts = families.flatMap(({ family, type, faults }) =>
    faults.flatMap((fault, index) =>
      fault.map((text) => ({
        family,
        fault: `${family}/${index}`,
        type,
        ...(typeof text === 'string' ? { message: text, stack: null } : text),
      })),
    ),
  )
  const [rows = []] = await database.exec(`
    select t.family, t.fault, private.error_group_id(t.type, t.message, t.stack)
    from json_to_recordset($cases$${JSON.stringify(texts)}$cases$) t (family text, fault text, type text, message text, stack text)`)
  return rows.map(([family, fault, id]) => ({
    family: String(family),
    fault: String(fault),
    group: String(id),
  }))
}

/** A text that two faults share would count for neither: families of other software may say the same. */
function isOneGroupOfItsOwn(rows: Grouped[], family: string, fault: string) {
  const groups = new Set(rows.filter((row) => row.fault === fault).map((row) => row.group))
  return (
    groups.size === 1 &&
    rows.every((row) => row.family !== family || row.fault === fault || !groups.has(row.group))
  )
}
