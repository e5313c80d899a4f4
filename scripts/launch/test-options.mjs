import { parseArgs } from 'node:util'
import { Failure } from './failure.mjs'
import { chooseParts, listParts } from './parts.mjs'

const usage = () => `npm test -- [options]
  --part <name>  a group of parts or one of them; may be repeated. Without it everything runs but
                 the grids
  --shard <i/n>  the i-th of n shares, of parts that can be split: the unit and the end-to-end tests
  --help         this text

${listParts()}`

/**
 * What the command line of `npm test` asks for.
 * @param {string[]} args
 * @returns {{ parts: import('./parts.mjs').Part[], help?: string }}
 * @throws {Failure} when it does not make sense.
 */
export function readTestOptions(args) {
  const { part = [], shard, help } = parse(args)
  if (help) return { parts: [], help: usage() }
  const [index, total] =
    shard
      ?.match(/^(\d{1,3})\/(\d{1,3})$/)
      ?.slice(1)
      .map(Number) ?? []
  if (shard !== undefined && !(index >= 1 && index <= total)) {
    throw new Failure(`--shard must be like 1/4, not "${shard}".`)
  }
  return { parts: chooseParts(part, shard) }
}

function parse(args) {
  const options = {
    part: { type: 'string', multiple: true },
    shard: { type: 'string' },
    help: { type: 'boolean' },
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage()}`)
  }
}
