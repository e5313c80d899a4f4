import type { PGlite } from '@electric-sql/pglite'

const SETTING = /^\s*select set_config\('([\w.]+)', (\$1|''), true\)\s*$/i

/**
 * The API describes each request to the database in ten statements, and every statement costs PGlite about a
 * millisecond. Sends them as one, together with the first statement that is something else.
 * @param driver the database of one connection, on which one request runs at a time.
 */
export function gatherSettings(driver: Pick<PGlite, 'query'>): void {
  const query = driver.query.bind(driver)
  let held: string[] = []

  async function send() {
    const parameters = held
    held = []
    const calls = parameters.flatMap((_, at) =>
      at % 2 === 0 ? [`set_config($${at + 1}, $${at + 2}, true)`] : [],
    )
    await query(`select ${calls.join(', ')}`, parameters)
  }

  driver.query = async (sql, parameters, options) => {
    const [, name, value] = SETTING.exec(sql) ?? []
    if (name) {
      held.push(name, value === '$1' ? String(parameters?.[0]) : '')
      return { rows: [], fields: [], affectedRows: 0 }
    }
    if (/^\s*rollback\b/i.test(sql)) held = []
    if (held.length > 0) await send()
    return query(sql, parameters, options)
  }
}
