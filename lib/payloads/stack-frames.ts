const FOREIGN = /node_modules|node:|site-packages|lib\/python|<frozen|\(native\)|<anonymous>/
const FRAME = /^\s+at |^\s*File "/

/** Lines of a stack trace that stand together: the application's own, or those of others. */
export type FramePart = { own: boolean; lines: string[]; frames: number }

/**
 * Takes a Node or Python stack trace apart. What is no frame belongs to the frame before it: in Python
 * that is the source line.
 * @param text the trace.
 * @returns its lines in their order, the application's own and everybody else's in turn.
 */
export function foldFrames(text: string): FramePart[] {
  const parts: FramePart[] = []
  for (const line of text.split('\n')) {
    const frame = FRAME.test(line)
    const last = parts.at(-1)
    const sourceOfLast = !frame && /^\s/.test(line) && last !== undefined
    const own = sourceOfLast ? last.own : !(frame && FOREIGN.test(line))
    if (last?.own === own) last.lines.push(line)
    else parts.push({ own, lines: [line], frames: 0 })
    const part = parts.at(-1)
    if (frame && part) part.frames += 1
  }
  return parts
}

/**
 * @param lines frames that are not the application's.
 * @returns whose they are: "axios, node:internal".
 */
export function placesOf(lines: string[]): string {
  const names = lines.map(
    (line) =>
      line.match(/.*(?:node_modules|site-packages)\/((?:@[^/]+\/)?[^/]+)/)?.[1] ??
      line.match(/node:[a-z]+/)?.[0] ??
      (line.includes('lib/python') ? 'python' : null),
  )
  return [...new Set(names.filter((name) => name !== null))].join(', ') || 'the runtime'
}
