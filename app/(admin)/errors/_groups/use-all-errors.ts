'use client'

import { useState } from 'react'
import { type ActionResult, resultOrUnreachable } from '@/lib/session/action-result'
import { continueErrorGroups, type GroupOutcome } from './actions'

type Result = ActionResult<GroupOutcome[]>

const sum = (rows: { rows_left: number }[]) => rows.reduce((total, row) => total + row.rows_left, 0)

/** A group can have hundreds of thousands of errors: it changes at once, they follow in parts. */
export function useAllErrors() {
  const [errorsLeft, setErrorsLeft] = useState(0)

  async function withAllErrors(ids: string[], first: Promise<Result>): Promise<Result> {
    const result = await first
    let left = result.ok ? sum(result.data) : 0
    while (left > 0) {
      setErrorsLeft(left)
      const part = await resultOrUnreachable(continueErrorGroups({ ids }))
      const now = part.ok ? sum(part.data) : left
      if (now >= left) break
      left = now
    }
    setErrorsLeft(0)
    return result
  }

  return { errorsLeft, withAllErrors }
}
