import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { MigrateError } from './migrate-error'

/** A file of SQL that is applied: once when it is a version, whenever it has changed when it holds objects. */
export type SourceFile = { name: string; kind: 'version' | 'objects'; sql: string; checksum: string }

export type Sources = {
  versions: SourceFile[]
  objects: SourceFile[]
  /** Versions made from the objects, for `supabase db push` only. */
  generated: SourceFile[]
}

export type Folders = { migrations: string; objects: string }

/** How the first line of a version that was made from the objects begins. */
export const GENERATED = '-- Generated from supabase/objects'

/** The file that makes the tables that installation itself needs; it depends on no other. */
export const INSTALLATION = /^\d{14}_dashboard_installation\.sql$/

const supabase = path.join(import.meta.dirname, '..')
export const FOLDERS: Folders = {
  migrations: path.join(supabase, 'migrations'),
  objects: path.join(supabase, 'objects'),
}

/** The files to apply, each kind in the order of its names. */
export function readSources(folders: Folders = FOLDERS): Sources {
  const versions = readFolder(folders.migrations, 'version', /^\d{14}_\w+\.sql$/)
  const isGenerated = ({ sql }: SourceFile) => sql.startsWith(GENERATED)
  return {
    versions: versions.filter((file) => !isGenerated(file)),
    objects: readFolder(folders.objects, 'objects', /^\d{2}_\w+\.sql$/),
    generated: versions.filter(isGenerated),
  }
}

/** Every file that is applied, in order. */
export const filesOf = ({ versions, objects }: Sources): SourceFile[] => [...versions, ...objects]

/** Versions of the contract stand before ours, which say so in their names. */
export const isContract = ({ kind, name }: SourceFile) =>
  kind === 'version' && !/^\d{14}_(dashboard|adopt)_/.test(name)

function readFolder(folder: string, kind: SourceFile['kind'], names: RegExp): SourceFile[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const misnamed = files.find((name) => !names.test(name))
  if (misnamed) throw new MigrateError(`${path.join(folder, misnamed)} has no name that gives its place.`)
  return files.map((name) => {
    const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, kind, sql, checksum: checksumOf(sql) }
  })
}

/** A fingerprint of a text, the same on every system. */
export const checksumOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
