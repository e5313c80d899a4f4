import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isSupported } from './prepare.mjs'
import { root } from './root.mjs'

test.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0', '26.10.0', '101.0.0'])(
  'Node.js %s is supported',
  (version) => {
    expect(isSupported(version)).toBe(true)
  },
)

test.each(['18.20.8', '20.9.0', '20.18.3', '21.7.3', '22.11.0', '23.11.1'])(
  'Node.js %s is not supported',
  (version) => {
    expect(isSupported(version)).toBe(false)
  },
)

test('package.json asks for the same, and .nvmrc names a supported release', () => {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24')
  expect(isSupported(`${readFileSync(path.join(root, '.nvmrc'), 'utf8').trim()}.0.0`)).toBe(true)
})

test('package-lock.json holds the native packages of every platform, and no download address', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const missing = Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !findFrom(packages, location, name)),
  )
  expect(missing).toEqual([])
  expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([])
})

test('package-lock.json pins the content of every package but the Supabase CLI of other platforms', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const unpinned = Object.entries(packages).filter(
    ([location, { integrity, inBundle }]) => location && !integrity && !inBundle,
  )
  // Its version is pinned; not every platform's package was published when it was last upgraded.
  expect(unpinned.filter(([location]) => !location.startsWith('node_modules/@supabase/cli-'))).toEqual([])
})

/** Finds a package as Node.js does: in the folder of the one that asks, then further up. */
function findFrom(packages, location, name) {
  const found = packages[path.posix.join(location, 'node_modules', name)]
  if (found || location === '') return found
  return findFrom(packages, location.slice(0, Math.max(0, location.lastIndexOf('/node_modules/'))), name)
}
