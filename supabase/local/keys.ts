import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { LocalBackendError } from './local-backend-error'

const schema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string().min(20),
  secretKey: z.string().min(20),
  actionsEncryptionKey: z.string().min(20),
})

/** The secrets of one embedded backend. They are stored with its data and nowhere else. */
export type Keys = z.infer<typeof schema>

function generateKeys(): Keys {
  return {
    jwtSecret: randomBytes(48).toString('base64url'),
    publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
    secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
    actionsEncryptionKey: randomBytes(32).toString('base64'),
  }
}

/**
 * Reads the keys of a data directory, or makes them on its first start.
 * @param directory the data directory, which exists.
 * @throws LocalBackendError when the file is there and cannot be understood.
 */
export async function loadKeys(directory: string): Promise<Keys> {
  const file = path.join(directory, 'keys.json')
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const keys = generateKeys()
    // Renamed into place, so that an interrupted start never leaves half a file.
    await writeFile(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
    await rename(`${file}.new`, file)
    return keys
  }
  await chmod(file, 0o600)
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new LocalBackendError(
    `${file} is damaged.`,
    'Delete that file: new keys are made at the next start, and everybody signs in again. The data stays.',
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
