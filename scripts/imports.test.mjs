import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './launch/root.mjs'

const FOLDERS = ['app', 'bench', 'components', 'e2e', 'lib', 'scripts', 'supabase']

const files = new Set(
  FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.posix.join(folder, file)),
  ).filter((file) => /\.(ts|tsx|mjs)$/.test(file)),
)

/** Imports of values and of types, exports from elsewhere, and what is loaded later. */
const IMPORT =
  /\b(?:import|export)\s+(?:type\s+)?[\w*{][^'";]*?from\s*'([^']+)'|\bimport\s*(?:\(\s*)?'([^']+)'/g

function resolve(from, specifier) {
  const inside = specifier.startsWith('@/')
  if (!inside && !specifier.startsWith('.')) return []
  const to = inside ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier)
  return ['', '.ts', '.tsx', '.mjs'].map((ending) => to + ending).filter((file) => files.has(file))
}

const imports = new Map(
  [...files].map((file) => {
    const found = readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)
    return [file, [...found].flatMap(([, given, bare]) => resolve(file, given ?? bare))]
  }),
)

/** The ways that lead back to where they began. */
function circles() {
  const found = []
  const done = new Set()
  const visit = (file, way) => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' -> '))
    else if (!done.has(file)) for (const next of imports.get(file)) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return found
}

const edges = [...imports].flatMap(([from, all]) => all.map((to) => [from, to]))
const upwards = (below, above) =>
  edges
    .filter(([from, to]) => from.startsWith(below) && above.some((folder) => to.startsWith(folder)))
    .map(([from, to]) => `${from} -> ${to}`)

test('imports are found', () => {
  expect(edges.length).toBeGreaterThan(2000)
  expect(imports.get('components/shell/shell.tsx')).toContain('lib/theme.ts')
  expect(imports.get('components/ui/popover.tsx')).toContain('components/ui/popover-popup.tsx')
})

test('components and lib do not import from the pages, nor lib from components', () => {
  expect(upwards('components/', ['app/'])).toEqual([])
  expect(upwards('lib/', ['app/', 'components/'])).toEqual([])
})

test('no import leads back to its file, types included', () => {
  expect(circles()).toEqual([])
})
