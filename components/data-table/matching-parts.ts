import { resultOrUnreachable } from '@/lib/session/action-result'
import type { BulkActions, BulkPart } from './bulk-actions'

/** What a bulk action came to: how many rows it changed, and why it ended early, if it did. */
export type BulkOutcome = {
  done: number
  bulk?: string
  remaining: boolean
  failure: string | null
  /** What the platform did not take over. */
  handover: string | null
}

/**
 * Acts on what matched, part by part.
 * @param onProgress receives how many rows are done after each part.
 * @param isStopped is asked before each part.
 */
export async function actInParts(
  { actOnMatching }: BulkActions,
  act: Omit<BulkPart, 'bulk' | 'forwardToPlatform'>,
  onProgress: (done: number) => void,
  isStopped: () => boolean,
): Promise<BulkOutcome> {
  let outcome: BulkOutcome = { done: 0, remaining: true, failure: null, handover: null }
  while (outcome.remaining && !outcome.failure && !isStopped()) {
    const { done, bulk, handover } = outcome
    // Once the platform did not take some, it is not waited for again.
    const result = await resultOrUnreachable(
      actOnMatching({ ...act, bulk, forwardToPlatform: handover === null }),
    )
    if (!result.ok) return { ...outcome, failure: result.message }
    const part = result.data
    outcome = {
      done: done + part.done,
      bulk: part.bulk_id,
      remaining: part.remaining,
      failure: null,
      handover: handover ?? part.handover,
    }
    onProgress(outcome.done)
  }
  return outcome
}

/** Puts a bulk action back, part by part. @returns how many rows went back, how many stay as they are, and why it ended early. */
export async function undoInParts({ undoBulk }: BulkActions, bulk: Parameters<BulkActions['undoBulk']>[0]) {
  let [undone, kept, remaining] = [0, 0, true]
  while (remaining) {
    const result = await resultOrUnreachable(undoBulk(bulk))
    if (!result.ok) return { undone, kept, failure: result.message }
    undone += result.data.undone
    kept += result.data.kept
    remaining = result.data.remaining
  }
  return { undone, kept, failure: null }
}
