import type { PayloadNode } from '@/lib/payloads/payload-index'

/** The values that have been loaded, by the branch that they stand in. */
export type Loaded = ReadonlyMap<number, PayloadNode[]>

/** One line of the tree: a value, or that more of a branch can be loaded. */
export type TreeRow =
  | { kind: 'value'; node: PayloadNode; open: boolean }
  | { kind: 'more'; parent: number; depth: number; loaded: number; left: number }

/** @returns what was loaded with what came, each value once. */
export function withNodes(loaded: Loaded, nodes: PayloadNode[]): Loaded {
  const all = new Map(loaded)
  const fresh = new Map<number, PayloadNode[]>()
  for (const node of nodes) {
    const siblings = fresh.get(node.parent) ?? [...(all.get(node.parent) ?? [])]
    if ((siblings.at(-1)?.id ?? -1) < node.id) siblings.push(node)
    fresh.set(node.parent, siblings)
  }
  for (const [parent, siblings] of fresh) all.set(parent, siblings)
  return all
}

/** @returns the lines of the tree as it is opened now, from top to bottom. */
export function treeRows(loaded: Loaded, open: ReadonlySet<number>, size: number): TreeRow[] {
  const rows: TreeRow[] = []
  const levels = [{ parent: 0, size, depth: 1, next: 0 }]
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const entries = loaded.get(level.parent) ?? []
    const node = entries[level.next++]
    if (!node) {
      const left = level.size - entries.length
      if (left > 0)
        rows.push({ kind: 'more', parent: level.parent, depth: level.depth, loaded: entries.length, left })
      levels.pop()
      continue
    }
    const isOpen = node.kind !== 'leaf' && open.has(node.id)
    rows.push({ kind: 'value', node, open: isOpen })
    if (isOpen) levels.push({ parent: node.id, size: node.size, depth: node.depth + 1, next: 0 })
  }
  return rows
}

/** @returns a branch, and those inside of it that are the only entry of their branch, as far as they are loaded. */
export function chainFrom(loaded: Loaded, id: number): number[] {
  const chain = [id]
  for (let at = id; ; ) {
    const entries = loaded.get(at)
    const [only] = entries ?? []
    if (entries?.length !== 1 || !only || only.kind === 'leaf') return chain
    at = only.id
    chain.push(at)
  }
}

/** @returns the names of the keys that lead to a value, the outermost first. */
export function namesTo(byId: ReadonlyMap<number, PayloadNode>, node: PayloadNode): string[] {
  const names: string[] = []
  for (let at: PayloadNode | undefined = node; at && at.parent >= 0; at = byId.get(at.parent))
    names.push(at.name)
  return names.reverse()
}
