import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { EmailDriver } from '@supabase/lite'

/** The template of the recovery mail, relative to the project: its link leads straight to the dashboard. */
export const RECOVERY_TEMPLATE = 'supabase/local/recovery-mail.txt'

/**
 * Delivers nothing: prints every mail and keeps it as a file, so that "forgot password" can be tried.
 * @param directory where the mails are kept.
 */
export function createMailbox(directory: string): EmailDriver {
  return {
    async send({ to, subject, html, text }) {
      const body = html && !html.trimStart().startsWith('<') ? html : (text ?? html ?? '')
      const mail = `To: ${to}\nSubject: ${subject}\n\n${body.trim()}\n`
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const stamp = new Date().toISOString().replace(/[:.]/g, '-')
      const file = path.join(directory, `${stamp}-${to.replace(/[^a-z0-9@.]/gi, '_')}.txt`)
      await writeFile(file, mail, { mode: 0o600 })
      console.info(`\nA mail was written and not sent (${file}):\n\n${mail}`)
    },
  }
}
