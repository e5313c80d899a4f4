import { type Statement, splitStatements } from './statements'

/** Statements that are committed together. */
export type Step = { statements: Statement[] }

const NAME = '((?:"[^"]+"|[\\w$]+)(?:\\.(?:"[^"]+"|[\\w$]+))?)'
const DROP = new RegExp(
  `^drop\\s+(policy|trigger|view|function|procedure|type)\\s+(?:if\\s+exists\\s+)?${NAME}`,
  'i',
)
const CREATE = new RegExp(
  `^create\\s+(?:or\\s+replace\\s+)?(?:constraint\\s+)?(policy|trigger|view|function|procedure|type)\\s+${NAME}`,
  'i',
)
/** What locks no table: functions and views, and what is said of them. */
const LOCKS_NO_TABLE =
  /^(create\s+or\s+replace\s+(function|procedure|view)|comment\s+on\s+(function|procedure|view)|(grant|revoke)\s[^;]*?\son\s+(function|procedure))\b/i

/** What an object that a statement creates is, and its name. */
export function createdObject({ code }: Statement): { kind: string; name: string } | undefined {
  const [, kind, name] = CREATE.exec(code) ?? []
  return kind && name ? { kind: kind.toLowerCase(), name } : undefined
}

/**
 * Groups the statements of a file into steps for a database in use. An object is never gone between its drop and its
 * creation, and a function never stands without its revokes.
 */
export function stepsOf(statements: Statement[]): Step[] {
  const steps: Step[] = []
  for (const statement of statements) {
    const current = steps.at(-1)
    const before = current?.statements.at(-1)
    if (current && before && belongTogether(before, statement)) current.statements.push(statement)
    else steps.push({ statements: [statement] })
  }
  return steps
}

function belongTogether(before: Statement, statement: Statement) {
  if (LOCKS_NO_TABLE.test(before.code) && LOCKS_NO_TABLE.test(statement.code)) return true
  const [, kind, name] = DROP.exec(before.code) ?? []
  const created = createdObject(statement)
  return kind !== undefined && created?.kind === kind.toLowerCase() && created.name === name
}

/** Whether a statement changes what a table is, and must therefore be done with it at once. */
export const isDefinition = ({ code }: Statement) =>
  /^(alter|create|drop|do|comment|grant|revoke)\b/i.test(code)

/** Whether a statement may commit by itself, so that it goes on after it was cut short. */
export const isCall = ({ code }: Statement) => /^call\b/i.test(code)

const ATTACHES = /\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/i

/** The routines of some files that attach triggers when they are called, by their names with their schemas. */
export const attachingRoutines = (files: { sql: string }[]): string[] =>
  files
    .flatMap(({ sql }) => splitStatements(sql))
    .flatMap((statement) => {
      const object = createdObject(statement)
      return object && isRoutine(object.kind) && ATTACHES.test(statement.code) ? [object.name] : []
    })

const isRoutine = (kind: string) => kind === 'function' || kind === 'procedure'

/** Whether a step attaches triggers to tables, itself or by calling one of these routines. */
export const attachesTriggers = ({ statements }: Step, routines: string[]) =>
  statements.some((statement) => {
    if (isRoutine(createdObject(statement)?.kind ?? '')) return false
    const called = /^call\s+([\w.]+)/i.exec(statement.code)?.[1]
    return ATTACHES.test(statement.code) || (called !== undefined && routines.includes(called))
  })
