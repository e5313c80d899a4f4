import { expect, test } from 'vitest'
import { idSchema, idsSchema } from './ids'
import { isUuid } from './uuid'

const OF_POSTGRES = '11111111-1111-1111-1111-111111111111'
const OTHERS = [
  '',
  'x',
  OF_POSTGRES.slice(1),
  `${OF_POSTGRES} `,
  `{${OF_POSTGRES}}`,
  OF_POSTGRES.replaceAll('-', ''),
]

test('actions take the ids that pages open, and no others', () => {
  for (const id of [OF_POSTGRES, crypto.randomUUID(), crypto.randomUUID().toUpperCase()]) {
    expect(isUuid(id), id).toBe(true)
    expect(idSchema.safeParse(id).success, id).toBe(true)
  }
  for (const other of OTHERS) {
    expect(isUuid(other), other).toBe(false)
    expect(idSchema.safeParse(other).success, other).toBe(false)
  }
})

test('an action takes one to a thousand ids', () => {
  expect(idsSchema.safeParse([]).success).toBe(false)
  expect(idsSchema.safeParse(Array(1000).fill(OF_POSTGRES)).success).toBe(true)
  expect(idsSchema.safeParse(Array(1001).fill(OF_POSTGRES)).success).toBe(false)
})
