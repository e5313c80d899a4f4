import { createInterface } from 'node:readline/promises'

/** What is asked of the person at the terminal. */
export type Confirm = {
  /** Whether to go on; undefined without a terminal. */
  goOn: (question: string) => Promise<boolean | undefined>
}

/** Asks at the terminal. @returns undefined when nobody is there to answer. */
export async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await terminal.question(`${question} `)).trim().toLowerCase()
  } finally {
    terminal.close()
  }
}

export const confirmMigration: Confirm = {
  goOn: async (question) => {
    const answer = await ask(`${question} (yes/no)`)
    return answer === undefined ? undefined : /^y(es)?$/.test(answer)
  },
}
