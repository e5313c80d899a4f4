import { expect, test } from 'vitest'
import type { BulkActions, BulkPart } from './bulk-actions'
import { actInParts, undoInParts } from './matching-parts'

const ACT = { list: 'webhooks', action: 'requeue', filter: {}, frozen_at: '2026-11-30T00:00:00Z' } as const

/** Server actions that answer with the given parts, in turn, and keep what they were asked. */
function actions<Name extends keyof BulkActions>(
  name: Name,
  answers: Awaited<ReturnType<BulkActions[Name]>>[],
) {
  const asked: BulkPart[] = []
  const answer = async (part: BulkPart) => {
    asked.push(part)
    const next = answers[asked.length - 1]
    if (!next) throw new TypeError('Failed to fetch')
    return next
  }
  return { asked, actions: { [name]: answer } as unknown as BulkActions }
}

const part = (done: number, remaining: boolean, handover: string | null = null) => ({
  ok: true as const,
  data: { done, bulk_id: 'b', remaining, handover },
})
const never = () => false
const UNREACHABLE = 'The server could not be reached.'

test('parts go on under one bulk until nothing is left', async () => {
  const { asked, actions: given } = actions('actOnMatching', [part(2000, true), part(500, false)])
  const progress: number[] = []
  const outcome = await actInParts(given, ACT, (done) => progress.push(done), never)
  expect(outcome).toEqual({ done: 2500, bulk: 'b', remaining: false, failure: null, handover: null })
  expect(asked.map(({ bulk }) => bulk)).toEqual([undefined, 'b'])
  expect(progress).toEqual([2000, 2500])
})

test('a lost connection keeps what was done, and says that there is more', async () => {
  const { actions: given } = actions('actOnMatching', [part(2000, true)])
  const outcome = await actInParts(given, ACT, () => undefined, never)
  expect(outcome).toMatchObject({ done: 2000, bulk: 'b', remaining: true, failure: UNREACHABLE })
})

test('it stops between parts', async () => {
  const { asked, actions: given } = actions('actOnMatching', [part(60, true), part(60, true)])
  const outcome = await actInParts(
    given,
    ACT,
    () => undefined,
    () => asked.length === 1,
  )
  expect(outcome).toMatchObject({ done: 60, remaining: true, failure: null })
})

test('once the platform did not take some over, it is not asked again', async () => {
  const { asked, actions: given } = actions('actOnMatching', [part(60, true, 'no answer'), part(60, false)])
  const outcome = await actInParts(given, ACT, () => undefined, never)
  expect(asked.map(({ forwardToPlatform }) => forwardToPlatform)).toEqual([true, false])
  expect(outcome.handover).toBe('no answer')
})

test('an undo goes on until nothing is left, and says why where it ends early', async () => {
  const undone = (remaining: boolean) => ({ ok: true as const, data: { undone: 5, kept: 1, remaining } })
  const whole = actions('undoBulk', [undone(true), undone(false)])
  const bulk = { bulk: 'b', list: 'webhooks' } as const
  expect(await undoInParts(whole.actions, bulk)).toEqual({ undone: 10, kept: 2, failure: null })
  const lost = actions('undoBulk', [undone(true)])
  expect(await undoInParts(lost.actions, bulk)).toEqual({ undone: 5, kept: 1, failure: UNREACHABLE })
})
