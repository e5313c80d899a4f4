import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const folder = path.join(import.meta.dirname, '..')
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8')

/** The rows of the tables of claims: how many, what, and where it is tested. */
const claims = readme
  .slice(readme.indexOf('## The contract, claim by claim'), readme.indexOf('## Tables, views and functions'))
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, count]) => /^\d+$/.test(count ?? ''))
  .map(([, count, claim = '', , tests = '']) => ({
    count: Number(count),
    claim,
    links: [...tests.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => path.join(folder, link)),
  }))

test('276 claims of the contract, each with a test that is there', () => {
  expect(claims.reduce((sum, { count }) => sum + count, 0)).toBe(276)
  expect(claims.filter(({ links }) => links.length === 0 || !links.every(existsSync))).toEqual([])
})

test('the test of a table or column that a claim names says its name', () => {
  const unnamed = claims.flatMap(({ claim, links }) => {
    const text = links
      .filter((link) => /\.(ts|sql)$/.test(link))
      .map((link) => readFileSync(link, 'utf8'))
      .join('\n')
    const names = [...claim.matchAll(/`([a-z_]+)(?:\.([a-z_]+))?`/g)].map(
      ([, table, column]) => column ?? table,
    )
    return names.filter((name) => text && !text.includes(name ?? '')).map((name) => `${claim}: ${name}`)
  })
  // All tables of the contract at once, by their list in database-test/contract-columns.ts.
  expect(unnamed.filter((claim) => !/columns, each with its type/.test(claim))).toEqual([])
})
