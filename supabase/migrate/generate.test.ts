import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isGeneratedCurrent, renderBundle, renderGenerated, writeGenerated } from './generate'
import { MigrateError } from './migrate-error'
import { type Folders, GENERATED, readSources } from './sources'

let root: string
let folders: Folders

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'generate-'))
  folders = { migrations: path.join(root, 'migrations'), objects: path.join(root, 'objects') }
  mkdirSync(folders.migrations)
  mkdirSync(folders.objects)
  write('migrations/20261122090000_base.sql', 'create table if not exists public.leads (id uuid);\n')
  write('migrations/20261123090000_dashboard_x.sql', "insert into private.x values ('$once$');\n")
  write('objects/10_x.sql', 'create or replace view private.v as select 1 as a;\n')
})

afterEach(() => rmSync(root, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(path.join(root, name), text)
const read = (name: string) => readFileSync(path.join(folders.migrations, name), 'utf8')

test('the generated version of this repository is what its objects make', () => {
  expect(isGeneratedCurrent(readSources())).toBe(true)
})

test('no two versions of this repository have the same number: the CLI keeps one row for each', () => {
  const { versions, generated } = readSources()
  const numbers = [...versions, ...generated].map(({ name }) => name.slice(0, 14))
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('a generated version is written once, and is none of the versions that the runner applies', () => {
  const name = writeGenerated(new Date('2026-12-01T10:00:00Z'), folders)
  expect(name).toBe('20261201100000_dashboard_objects.sql')
  expect(writeGenerated(new Date('2026-12-02T10:00:00Z'), folders)).toBeUndefined()
  const sources = readSources(folders)
  expect(sources.versions.map((file) => file.name)).toEqual([
    '20261122090000_base.sql',
    '20261123090000_dashboard_x.sql',
  ])
  expect(sources.generated.map((file) => file.name)).toEqual([name])
})

test('after a change the older one is a comment, and the newer one stands after it whatever the clock says', () => {
  const first = writeGenerated(new Date('2026-12-01T10:00:00Z'), folders) ?? ''
  write('objects/10_x.sql', 'create or replace view private.v as select 2 as a;\n')
  const second = writeGenerated(new Date('2026-11-01T10:00:00Z'), folders) ?? ''
  expect(second > first).toBe(true)
  expect(read(first).trim().split('\n')).toEqual([`${GENERATED}, and replaced by ${second}.`])
  expect(read(second)).toContain('select 2 as a')
  expect(readdirSync(folders.migrations)).toHaveLength(4)
})

test('the bundle holds our files and not the contract’s', () => {
  const bundle = renderBundle(readSources(folders))
  expect(bundle).not.toContain('create table if not exists public.leads')
  expect(bundle).toContain("to_regclass('public.leads') is null")
  expect(bundle).toContain("insert into private.x values ('$once$')")
  expect(bundle).toContain('create or replace view private.v as select 1')
})

test('every file is recorded, the generated one too', () => {
  const text = renderGenerated(readSources(folders), '20261201100000_dashboard_objects.sql')
  for (const name of ['20261122090000_base.sql', '10_x.sql', '20261201100000_dashboard_objects.sql']) {
    expect(text).toContain(`values ('${name}'`)
  }
})

test('line endings do not change a checksum, and a name without a place is refused', () => {
  const [before] = readSources(folders).objects
  write('objects/10_x.sql', 'create or replace view private.v as select 1 as a;\r\n')
  expect(readSources(folders).objects[0]?.checksum).toBe(before?.checksum)
  write('objects/views.sql', 'select 1;')
  expect(() => readSources(folders)).toThrow(MigrateError)
})
