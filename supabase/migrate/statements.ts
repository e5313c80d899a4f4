/** A statement of a file: its text with the comments before it, and where its first word is. */
export type Statement = {
  text: string
  /** The text from the first word on: what kind of statement it is. */
  code: string
  /** The line of the file on which the first word stands. */
  line: number
}

const IDENTIFIER = 'A-Za-z_\\u0080-\\uffff'
const TOKEN = new RegExp(
  `--[^\\n]*|/\\*|'|"|\\$(?:[${IDENTIFIER}][${IDENTIFIER}0-9]*)?\\$|[${IDENTIFIER}][${IDENTIFIER}0-9$]*|[0-9]+|[;()]`,
  'g',
)

type Scan = {
  sql: string
  tokens: RegExp
  statements: Statement[]
  start: number
  /** Where the first word of the statement is; undefined while there are only comments. */
  word?: number
  parentheses: number
  /** How many `end` close the SQL body that is open; 0 outside of one. */
  body: number
  previous: string
  line: number
  counted: number
}

/**
 * Splits a file into its top-level statements, in one pass over the text.
 * @throws Error naming the line of a quote or comment that does not end.
 */
export function splitStatements(sql: string): Statement[] {
  const tokens = new RegExp(TOKEN)
  const scan: Scan = {
    sql,
    tokens,
    statements: [],
    start: 0,
    parentheses: 0,
    body: 0,
    previous: '',
    line: 1,
    counted: 0,
  }
  for (let match = tokens.exec(sql); match; match = tokens.exec(sql)) {
    readToken(scan, match[0], match.index)
  }
  finishStatement(scan, sql.length)
  return scan.statements
}

function readToken(scan: Scan, token: string, at: number) {
  if (token.startsWith('--')) return
  if (token === '/*') return skipComment(scan, at)
  if (token === ';' && scan.parentheses === 0 && scan.body === 0) return finishStatement(scan, at + 1)
  scan.word ??= at
  if (token === "'") skipString(scan, at)
  else if (token === '"') skipTo(scan, '"', at, at + 1)
  else if (token.startsWith('$')) skipTo(scan, token, at, at + token.length)
  else if (token === '(') scan.parentheses += 1
  else if (token === ')') scan.parentheses = Math.max(0, scan.parentheses - 1)
  else readWord(scan, token.toLowerCase())
  scan.previous = token.toLowerCase()
}

/** Inside `begin atomic … end` a semicolon ends nothing, and `case` has an `end` of its own. */
function readWord(scan: Scan, word: string) {
  if (scan.body === 0) {
    if (word === 'atomic' && scan.previous === 'begin') scan.body = 1
  } else if (word === 'case') scan.body += 1
  else if (word === 'end') scan.body -= 1
}

function finishStatement(scan: Scan, end: number) {
  const { sql, word } = scan
  if (word !== undefined) {
    for (; scan.counted < word; scan.counted += 1) if (sql.charCodeAt(scan.counted) === 10) scan.line += 1
    const ending = sql[end - 1] === ';' ? end - 1 : end
    const code = sql.slice(word, ending).trimEnd()
    scan.statements.push({ text: sql.slice(scan.start, word).trimStart() + code, code, line: scan.line })
  }
  scan.start = end
  scan.word = undefined
  scan.parentheses = 0
  scan.body = 0
  scan.previous = ''
}

function skipComment(scan: Scan, start: number) {
  const marks = /\/\*|\*\//g
  marks.lastIndex = start
  let depth = 0
  for (let mark = marks.exec(scan.sql); mark; mark = marks.exec(scan.sql)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth > 0) continue
    scan.tokens.lastIndex = marks.lastIndex
    return
  }
  throw unended(scan.sql, start, 'comment')
}

/** A doubled quote closes a string and opens the next: the same statement either way. */
function skipString(scan: Scan, start: number) {
  const escapes = scan.previous === 'e' && /[eE]/.test(scan.sql[start - 1] ?? '')
  if (!escapes) return skipTo(scan, "'", start, start + 1)
  const marks = /\\|'/g
  marks.lastIndex = start + 1
  for (let mark = marks.exec(scan.sql); mark; mark = marks.exec(scan.sql)) {
    if (mark[0] === '\\') marks.lastIndex += 1
    else if (scan.sql[marks.lastIndex] === "'") marks.lastIndex += 1
    else {
      scan.tokens.lastIndex = marks.lastIndex
      return
    }
  }
  throw unended(scan.sql, start, 'string')
}

function skipTo(scan: Scan, closing: string, start: number, from: number) {
  const end = scan.sql.indexOf(closing, from)
  if (end < 0) throw unended(scan.sql, start, closing === '"' ? 'quoted name' : 'string')
  scan.tokens.lastIndex = end + closing.length
}

function unended(sql: string, at: number, what: string) {
  return new Error(`line ${sql.slice(0, at).split('\n').length}: the ${what} does not end`)
}
