import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../launch/root.mjs'
import { applyChange, applyRecipe, readRecipes } from './recipes.mjs'

const recipes = readRecipes(readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8'))

let copy
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'kryonex-recipes-'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('the recipes of a list, a filter and a detail apply to the project as it is, in their order', () => {
  expect(recipes.map(({ title }) => title)).toEqual(['A list', 'A filter', 'A detail'])
  for (const { file } of recipes.flatMap(({ steps }) => steps)) {
    if (!file || !existsSync(path.join(root, file))) continue
    mkdirSync(path.join(copy, path.dirname(file)), { recursive: true })
    cpSync(path.join(root, file), path.join(copy, file))
  }
  for (const recipe of recipes) applyRecipe(recipe, copy)
  const declaration = readFileSync(path.join(copy, 'app/(admin)/leads/list.ts'), 'utf8')
  expect(declaration).toContain('sentiment: texts')
  expect(declaration).not.toContain('details: false')
  expect(readFileSync(path.join(copy, 'lib/lists/names.ts'), 'utf8')).toContain("  'agents',\n  'leads',\n")
})

test('a change finds its lines in their order, and fails on one that is not there', () => {
  expect(applyChange('a\nb\na\n', ' b\n a\n+c\n')).toBe('a\nb\na\nc\n')
  expect(applyChange('a\nb\nc\n', '-b\n+x\n+y\n')).toBe('a\nx\ny\nc\n')
  expect(() => applyChange('a\nb\n', ' b\n a\n')).toThrow('There is no line "a"')
})

test('a recipe does not overwrite a file', () => {
  const recipe = { title: 'A list', steps: [{ kind: 'file', file: 'lib/lists/names.ts', text: '' }] }
  expect(() => applyRecipe(recipe, root)).toThrow('exists already')
})

test('a block of code that names no file is an error', () => {
  expect(() => readRecipes('## Recipes\n### A list\n```ts\nx\n```\n')).toThrow('names no file')
})
