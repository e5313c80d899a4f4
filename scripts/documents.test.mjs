import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './launch/root.mjs'

const DECISIONS = 'docs/decisions'

const FOLDERS = ['docs', 'supabase', '.github'].filter((name) => existsSync(path.join(root, name)))

const documents = [
  ...readdirSync(root),
  ...FOLDERS.flatMap((name) =>
    readdirSync(path.join(root, name), { recursive: true }).map((file) => path.join(name, file)),
  ),
].filter((name) => name.endsWith('.md'))

const read = (name) => readFileSync(path.join(root, name), 'utf8')
const withoutCode = (text) => text.replace(/```[\s\S]*?```/g, '')
const linksIn = (text) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link)

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text) {
  const headings = [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading)
  return headings.map((heading) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function isBroken(name, link) {
  const [file, anchor] = link.split('#')
  const target = file === '' ? name : path.join(path.dirname(name), file)
  if (!existsSync(path.join(root, target))) return true
  return Boolean(anchor) && target.endsWith('.md') && !anchorsOf(read(target)).includes(anchor)
}

test('every link from one document to another leads to a file and a heading', () => {
  const links = documents.flatMap((name) =>
    linksIn(withoutCode(read(name)))
      .filter((link) => !/^\w+:/.test(link))
      .map((link) => ({ name, link })),
  )
  expect(links.length).toBeGreaterThan(50)
  expect(links.filter(({ name, link }) => isBroken(name, link))).toEqual([])
})

test('the table of contents of the decisions has every decision', () => {
  const listed = linksIn(read(`${DECISIONS}/README.md`))
  const files = documents.filter((name) => path.dirname(name) === DECISIONS && !name.endsWith('README.md'))
  expect(files.length).toBeGreaterThan(5)
  const decisions = files.flatMap((name) => {
    const [, ...anchors] = anchorsOf(read(name))
    return [path.basename(name), ...anchors.map((anchor) => `${path.basename(name)}#${anchor}`)]
  })
  expect([...listed].sort()).toEqual(decisions.sort())
})

test('every source file that the architecture names exists', () => {
  const named = [...read('docs/architecture.md').matchAll(/[\w@()[\]./-]*\w\.(?:tsx?|sql|mjs)\b/g)]
  const names = [...new Set(named.map(([name]) => name.replace(/^\((?!admin)/, '')))]
  const sources = ['app', 'components', 'lib', 'supabase', 'e2e', 'scripts', 'bench'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((file) => `/${folder}/${file}`),
  )
  const isSource = (name) =>
    existsSync(path.join(root, name)) || sources.some((source) => source.endsWith(`/${name}`))
  expect(names.length).toBeGreaterThan(50)
  expect(names.filter((name) => !isSource(name))).toEqual([])
})
