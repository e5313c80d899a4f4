import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkComplete, emptyDirectory, openDirectory, writeMarker } from './data-directory'
import { loadKeys } from './keys'
import { lockDirectory } from './lock'

let base: string
let directory: string

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'kryonex-'))
  directory = path.join(base, 'data')
})
afterEach(() => rm(base, { recursive: true }))

const mode = async (name: string) => ((await stat(path.join(directory, name))).mode & 0o777).toString(8)

test('a new directory and its keys are out of reach of other accounts', async () => {
  expect(await openDirectory(directory)).toBeUndefined()
  await loadKeys(directory)
  expect(await mode('.')).toBe('700')
  expect(await mode('keys.json')).toBe('600')
})

test('keys are random, and stay', async () => {
  await openDirectory(directory)
  const keys = await loadKeys(directory)
  expect(await loadKeys(directory)).toEqual(keys)
  expect(new Set(Object.values(keys)).size).toBe(4)
  await rm(path.join(directory, 'keys.json'))
  expect((await loadKeys(directory)).jwtSecret).not.toBe(keys.jwtSecret)
})

test('damaged keys are said to be damaged', async () => {
  await openDirectory(directory)
  await writeFile(path.join(directory, 'keys.json'), '{"jwtSecret":')
  await expect(loadKeys(directory)).rejects.toThrow('is damaged')
})

test("somebody else's directory is refused and left alone", async () => {
  await mkdir(directory)
  await writeFile(path.join(directory, 'thesis.doc'), '')
  await expect(openDirectory(directory)).rejects.toThrow('thesis.doc')
  await writeFile(path.join(base, 'file'), '')
  await expect(openDirectory(path.join(base, 'file'))).rejects.toThrow('not a directory')
})

test('a first start that did not finish is recognised', async () => {
  await openDirectory(directory)
  await writeMarker(directory, { state: 'preparing' })
  expect((await openDirectory(directory))?.state).toBe('preparing')
  await rm(path.join(directory, 'kryonex-ops.json'))
  await mkdir(path.join(directory, 'database'))
  expect((await openDirectory(directory))?.state).toBe('preparing')
})

test('a database that is gone is damaged, not new', async () => {
  await openDirectory(directory)
  expect(() => checkComplete(directory)).toThrow('files of the database are missing')
})

test('emptying takes what is ours and leaves the rest', async () => {
  await openDirectory(directory)
  await writeMarker(directory, { state: 'ready' })
  await loadKeys(directory)
  await writeFile(path.join(directory, 'note.txt'), '')
  await emptyDirectory(directory)
  expect(existsSync(path.join(directory, 'keys.json'))).toBe(false)
  expect(existsSync(path.join(directory, 'note.txt'))).toBe(true)
})

test('a lock is held by one process; that of a dead one is taken over', async () => {
  await openDirectory(directory)
  await writeFile(path.join(directory, 'lock'), String(process.ppid))
  await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${process.ppid}`)
  await writeFile(path.join(directory, 'lock'), '999999999')
  const unlock = await lockDirectory(directory)
  expect(existsSync(path.join(directory, 'lock'))).toBe(true)
  unlock()
  expect(existsSync(path.join(directory, 'lock'))).toBe(false)
})
