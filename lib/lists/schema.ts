import { z } from 'zod'
import { LISTS } from './names'

/** The name of a list, or of the rows of a table. */
export const anyList = z.union([
  z.enum(LISTS),
  z.templateLiteral(['records/', z.string().regex(/^\w{1,63}$/)]),
])
