import { FORGET_OBJECTS, recordStatement } from './history'
import { MigrateError } from './migrate-error'
import { type Patience, runPatiently } from './patience'
import { ChangedShape, dropStatements, throwChangedShape } from './replace'
import { CODE, codeOf, messageOf, type Session } from './session'
import type { SourceFile, Sources } from './sources'
import { type Statement, splitStatements } from './statements'
import { attachesTriggers, attachingRoutines, type Step, stepsOf } from './steps'

type Options = { log: (line: string) => void; patience: Patience }

const MOST_REPLACED = 200

/** Applies files to a database that is in use, a step at a time; a run that was stopped goes on where it was. */
export async function applyUsed(
  session: Session,
  pending: SourceFile[],
  sources: Sources,
  options: Options,
): Promise<void> {
  let left = pending
  for (let round = 0; round < MOST_REPLACED; round += 1) {
    try {
      await applyFiles(session, left, attachingRoutines(sources.objects), options)
      return
    } catch (error) {
      if (!(error instanceof ChangedShape)) throw error
      options.log(`${error.message}: dropping it and applying every object file.`)
      await drop(session, error, options)
      left = sources.objects
    }
  }
  throw new MigrateError('The object files change one another again and again.')
}

/**
 * Triggers are attached after everything else: from then on they run in the platform's statements, and must find what
 * they call. A file counts as applied when its triggers are there.
 */
async function applyFiles(session: Session, files: SourceFile[], routines: string[], options: Options) {
  const last: { file: SourceFile; steps: Step[] }[] = []
  for (const file of files) {
    options.log(file.name)
    const steps = stepsOf(splitStatements(file.sql))
    const isLast = (step: Step) => file.kind === 'objects' && attachesTriggers(step, routines)
    for (const step of steps.filter((step) => !isLast(step))) await applyStep(session, file, step, options)
    if (file.kind === 'objects') last.push({ file, steps: steps.filter(isLast) })
    else await record(session, file, options)
  }
  for (const { file, steps } of last) {
    for (const step of steps) await applyStep(session, file, step, options)
    await record(session, file, options)
  }
}

const record = (session: Session, file: SourceFile, { patience }: Options) =>
  runPatiently(session, asStep([recordStatement(file)]), patience)

async function applyStep(session: Session, file: SourceFile, step: Step, { log, patience }: Options) {
  const [first] = step.statements
  const onWait = (seconds: number) =>
    log(`  line ${first?.line}: another session holds a lock, ${seconds} s so far`)
  try {
    await runPatiently(session, step, { onWait, ...patience })
  } catch (error) {
    if (file.kind === 'objects') throwIfShapeChanged(error, step)
    throw new MigrateError(`${file.name}, line ${first?.line}: ${explain(error)}`)
  }
}

/** In a step of several statements the error does not say which: the object named in it is the one. */
function throwIfShapeChanged(error: unknown, { statements }: Step) {
  const code = codeOf(error)
  if (code !== CODE.invalidTable && code !== CODE.invalidFunction) return
  const failed =
    error instanceof Error && 'statement' in error ? (error.statement as Statement) : statements[0]
  if (failed) throwChangedShape(error, failed)
}

function explain(error: unknown) {
  const code = codeOf(error)
  const hint = 'Nothing is lost: run the same command again, and it goes on here.'
  if (code === CODE.lockNotAvailable || code === CODE.deadlock) {
    return `another session holds a lock for too long (${messageOf(error)}). ${hint}`
  }
  return `${messageOf(error)}. ${hint}`
}

async function drop(session: Session, changed: ChangedShape, { patience }: Options) {
  // What is dropped is missing until the object files have run: a run that is killed here starts with all of them.
  await runPatiently(session, asStep([FORGET_OBJECTS, ...(await dropStatements(session, changed))]), patience)
}

const asStep = (texts: string[]): Step => ({
  statements: texts.map((text) => ({ text, code: text.trimStart(), line: 1 })),
})
