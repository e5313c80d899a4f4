import type { Json } from '@/lib/masking/mask'
import { outlineJson } from '@/lib/payloads/json-outline'
import { OutlineTree } from './outline-tree'

/** A payload as a tree, masked and cut to what can be read. */
export function JsonTree({ value }: { value: Json }) {
  if (value === null) return <p className="text-fg-2">Not recorded.</p>
  return <OutlineTree outline={outlineJson(value)} />
}
