import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {{ kind: 'file' | 'change', file: string, text: string } | { kind: 'commands', text: string }} Step
 * @typedef {{ title: string, steps: Step[] }} Recipe
 */

const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm
const FILE = /\*\*`([^`]+)`\*\*/g

/**
 * @param {string} document CONTRIBUTING.md.
 * @returns {Recipe[]} the recipes that have blocks of code, in their order.
 */
export function readRecipes(document) {
  const [, recipes = ''] = document.split(/^## Recipes$/m)
  const [own] = recipes.split(/^## /m)
  return own
    .split(/^### /m)
    .slice(1)
    .map((recipe) => ({ title: recipe.slice(0, recipe.indexOf('\n')), steps: readSteps(recipe) }))
    .filter(({ steps }) => steps.length > 0)
}

/** A block belongs to the file that was last named in bold. */
function readSteps(recipe) {
  return [...recipe.matchAll(BLOCK)].map(({ 1: language, 2: text, index }) => {
    if (language === 'sh') return { kind: 'commands', text }
    const file = [...recipe.slice(0, index).matchAll(FILE)].at(-1)?.[1]
    if (!file) throw new Error(`A block of code names no file: ${text.slice(0, 80)}`)
    return { kind: language === 'diff' ? 'change' : 'file', file, text }
  })
}

/**
 * @param {string} source what a file holds.
 * @param {string} change lines that are there (space), go (-), or come (+), in their order in the file.
 * @returns {string} what it holds then.
 */
export function applyChange(source, change) {
  const lines = source.split('\n')
  let at = 0
  for (const line of change.trimEnd().split('\n')) {
    const text = line.slice(1)
    if (line.startsWith('+')) {
      lines.splice(at, 0, text)
      at += 1
      continue
    }
    const found = lines.indexOf(text, at)
    if (found < 0) throw new Error(`There is no line "${text}" to change.`)
    if (line.startsWith('-')) lines.splice(found, 1)
    at = line.startsWith('-') ? found : found + 1
  }
  return lines.join('\n')
}

/**
 * Writes what a recipe says into a project.
 * @param {Recipe} recipe its commands are left to the caller.
 * @param {string} root of the project.
 */
export function applyRecipe({ steps }, root) {
  for (const step of steps) {
    if (step.kind === 'commands') continue
    const file = path.join(root, step.file)
    if (step.kind === 'change') {
      writeFileSync(file, applyChange(readFileSync(file, 'utf8'), step.text))
    } else {
      if (existsSync(file)) throw new Error(`${step.file} exists already.`)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, step.text)
    }
  }
}
