import { formatCount } from '@/lib/format/format'
import type { Json } from '@/lib/masking/mask'
import {
  type JsonBranch,
  type JsonNode,
  type JsonOutline,
  OUTLINE_LIMITS,
  outlineJson,
} from '@/lib/payloads/json-outline'
import { JsonLeaf } from './json-leaf'
import { Reveal, type RevealPath } from './reveal'

function Nodes({ of: branch, depth, path }: { of: JsonBranch; depth: number; path?: RevealPath }) {
  const more = branch.size - branch.children.length
  return (
    <>
      {branch.children.map((node) => (
        <Node
          key={node.name}
          node={node}
          depth={depth}
          path={path && { ...path, path: [...path.path, node.name] }}
        />
      ))}
      {more > 0 ? (
        <li className="pl-4 text-fg-3">
          and {formatCount(more)} more {branch.kind}
        </li>
      ) : null}
    </>
  )
}

function Node({ node, depth, path }: { node: JsonNode; depth: number; path?: RevealPath }) {
  if (!('children' in node)) {
    return (
      <li className="pl-4 max-sm:has-[button]:py-3">
        <span className="text-fg-3">{node.name}</span>{' '}
        {node.masked && path ? (
          <Reveal {...path} name={node.name}>
            <JsonLeaf leaf={node.leaf} cutOff={node.cutOff} />
          </Reveal>
        ) : (
          <JsonLeaf leaf={node.leaf} cutOff={node.cutOff} />
        )}
      </li>
    )
  }
  return (
    <li>
      <details open={depth < 2}>
        <summary className="cursor-pointer rounded-sm py-[2.5px] pl-0.5 max-sm:py-[12.5px] marker:text-fg-3">
          <span className="text-fg-3">
            {node.name} {formatCount(node.size)} {node.kind}
          </span>
        </summary>
        <ul className="ml-1.5 border-l border-line-strong pl-2">
          <Nodes of={node} depth={depth + 1} path={path} />
        </ul>
      </details>
    </li>
  )
}

/**
 * A payload's outline as a tree that folds; everything in it is shown as text.
 * @param reveal where the payload is recorded, so that what is masked can be revealed.
 */
export function OutlineTree({
  outline: { root, cut },
  reveal,
}: {
  outline: JsonOutline
  reveal?: RevealPath
}) {
  const { entries, perLevel, text } = OUTLINE_LIMITS
  return (
    <>
      <ul className="max-h-96 overflow-auto rounded-md border border-line bg-sunken px-2 py-1.5 font-mono text-[11.5px] leading-[19px]">
        {root.size === 0 ? <li className="text-fg-3">empty</li> : <Nodes of={root} depth={1} path={reveal} />}
      </ul>
      {cut ? (
        <p className="mt-1.5 text-xs text-fg-2">
          Shown in part: at most {formatCount(entries)} entries, {formatCount(perLevel)} a level, and{' '}
          {formatCount(text)} characters of a text.
        </p>
      ) : null}
    </>
  )
}

/** A payload as a tree that folds, masked and cut to what can be read. */
export function JsonTree({ value }: { value: Json }) {
  if (value === null) return <p className="text-fg-2">Not recorded.</p>
  return <OutlineTree outline={outlineJson(value)} />
}
