import { BUDGETS, type Figure, isBroken, isSlow, judge } from './budgets'
import type { Measured } from './measured'
import type { Result } from './result'
import type { Times } from './statistics'

/** @returns the whole result as text: every figure with its budget, then the broken ones. */
export function renderResult(result: Result, before?: Result): string {
  const machine = Object.entries(result.machine).map(([name, value]) => `${name} ${value}`)
  return [
    `Taken ${result.taken} on ${machine.join(', ')}; ${result.sizes.at(-1)} against ${result.sizes[0]}.`,
    result.questions.length > 0 ? renderQuestions(result.questions) : '',
    result.figures.length > 0 ? renderFigures(result.figures) : '',
    before ? renderComparison(before, result) : '',
    renderVerdict(result),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** @returns every ratio budget that is broken, and where. */
export function findBroken({ questions, figures }: Result): string[] {
  return [
    ...questions.flatMap((question) =>
      judge(question).map((why) => `${question.page} ${question.view}: ${question.question} ${why}`),
    ),
    ...figures
      .filter((figure) => figure.decides && isBroken(figure))
      .map(({ page, what, value, unit, budget }) => `${page} ${what}: ${round(value)} ${unit} of ${budget}`),
  ]
}

function renderQuestions(questions: Measured[]) {
  const head = [
    'page',
    'view',
    'question',
    'database p50/p95/p99',
    'budget',
    'API p50/p95/p99',
    'growth',
    'read',
    'returned',
    '',
  ]
  return renderTable([
    head,
    ...questions.map((question) => [
      question.page,
      question.view,
      question.question,
      renderTimes(question.database),
      `${BUDGETS[question.fetches]} ms`,
      renderTimes(question.api),
      question.growth ? `${round(question.growth)} ×` : '',
      String(question.rowsRead),
      String(question.rowsReturned),
      judge(question).length > 0 ? 'BROKEN' : isSlow(question) ? 'slow' : 'ok',
    ]),
  ])
}

function renderFigures(figures: Figure[]) {
  return renderTable([
    ['page', 'what', 'value', 'budget', '', ''],
    ...figures.map((figure) => [
      figure.page,
      figure.what,
      `${round(figure.value)} ${figure.unit}`.trim(),
      figure.budget === undefined ? '' : `${figure.budget} ${figure.unit}`.trim(),
      figure.budget === undefined ? '' : !isBroken(figure) ? 'ok' : figure.decides ? 'BROKEN' : 'over',
      figure.detail ?? '',
    ]),
  ])
}

/** What has become a third slower or faster than the saved run, and by more than chance. */
function renderComparison(before: Result, now: Result) {
  const old = new Map(before.questions.map((question) => [keyOf(question), question.database?.p50]))
  const changed = now.questions.flatMap((question) => {
    const was = old.get(keyOf(question))
    const is = question.database?.p50
    if (
      was === undefined ||
      is === undefined ||
      Math.abs(is - was) < 1 ||
      (is < was * 1.33 && was < is * 1.33)
    )
      return []
    return [
      [
        question.page,
        question.view,
        question.question,
        `${round(was)} ms`,
        `${round(is)} ms`,
        is > was ? 'slower' : 'faster',
      ],
    ]
  })
  if (changed.length === 0) return `Nothing has become a third slower or faster since ${before.taken}.`
  return renderTable([['page', 'view', 'question', before.taken.slice(0, 10), 'now', ''], ...changed])
}

const keyOf = ({ page, view, question }: Measured) => [page, view, question].join('|')

function renderVerdict(result: Result) {
  const broken = findBroken(result)
  const slow =
    result.questions.filter(isSlow).length +
    result.figures.filter((figure) => !figure.decides && isBroken(figure)).length
  const ending = `${slow} times over their budgets, which decide nothing.`
  if (broken.length === 0) return `Every ratio budget holds; ${ending}`
  return [`${broken.length} ratio budgets are broken; ${ending}`, ...broken.map((line) => `  ${line}`)].join(
    '\n',
  )
}

const renderTimes = (times?: Times) =>
  times ? `${[times.p50, times.p95, times.p99].map(round).join(' / ')} ms` : ''

const round = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1)

function renderTable(rows: string[][]) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
