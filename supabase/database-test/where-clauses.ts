/** A word, a literal or a sign of SQL, and how deep in parentheses it stands. */
type Token = { text: string; depth: number }

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|(\$(?:[A-Za-z_]\w*)?\$)([\s\S]*?)\1|[Ee]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|(?:[\w%$]|"(?:[^"]|"")*")+(?:\.(?:[\w%$]|"(?:[^"]|"")*")+)*|[^\s]/g

/**
 * Finds updates and deletes without a condition, also in function bodies and in texts that are executed.
 * A session with the extension safeupdate refuses them.
 */
export function changesWithoutWhere(sql: string): string[] {
  const tokens: Token[] = []
  const found: string[] = []
  let depth = 0
  for (const match of sql.matchAll(TOKEN)) {
    const text = match[0]
    if (text.startsWith('--') || text.startsWith('/*')) continue
    if (match[1]) found.push(...changesWithoutWhere(match[2] ?? ''))
    else if (text.endsWith("'")) found.push(...changesWithoutWhere(contentOf(text)))
    if (text === ')') depth -= 1
    tokens.push({ text: text.toLowerCase(), depth })
    if (text === '(') depth += 1
  }
  return [...found, ...tokens.flatMap((_, at) => unconditional(tokens, at))]
}

function contentOf(literal: string) {
  return literal.slice(literal.indexOf("'") + 1, -1).replaceAll("''", "'")
}

/** The statement that begins here, if it changes rows whatever they are. */
function unconditional(tokens: Token[], at: number): string[] {
  if (!beginsChange(tokens, at)) return []
  const start = tokens[at]?.depth ?? 0
  const rest = tokens.slice(at)
  const end = rest.findIndex(({ text, depth }) => text === ';' || depth < start)
  const statement = end < 0 ? rest : rest.slice(0, end)
  if (statement.some(({ text, depth }) => text === 'where' && depth === start)) return []
  return [
    statement
      .slice(0, 12)
      .map(({ text }) => text)
      .join(' '),
  ]
}

/** Not the update of an upsert or of a merge, which name no table, nor that of a lock, a trigger or a grant. */
function beginsChange(tokens: Token[], at: number) {
  const word = (offset: number) => tokens[at + offset]?.text ?? ''
  if (word(0) === 'delete') return word(1) === 'from'
  if (word(0) !== 'update') return false
  const named = word(1) === 'only' ? 2 : 1
  return word(named) !== 'set' && [1, 2, 3].some((offset) => word(named + offset) === 'set')
}
