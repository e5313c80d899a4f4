'use client'

import { catchError } from 'next/error'

function ReceivedFailure() {
  return <span className="text-2xs text-fg-3">No history: it could not be loaded</span>
}

/** Keeps a failed sparkline beside its figure to one quiet line; the chart below offers the retry. */
export const ReceivedBoundary = catchError(ReceivedFailure)
