'use client'

import { CloudOff } from 'lucide-react'
import { catchError, type ErrorInfo } from 'next/error'
import { Button } from './button'

const REASONS: Record<string, string> = {
  'backend-unavailable': 'The backend cannot be reached.',
  'backend-slow': 'The backend did not answer within 5 seconds.',
  'backend-refused': 'The backend refused the request.',
  'backend-denied': 'Your account may not read this.',
}

/**
 * Says in words why something could not be loaded.
 * @param error what was thrown; only its `digest` survives the way to the browser.
 */
export function failureReason(error: unknown): string {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
  return REASONS[digest] ?? 'Something went wrong on our side.'
}

function PanelFailure({ title }: { title: string }, { error, retry }: ErrorInfo) {
  return (
    <div
      role="alert"
      className="flex h-full min-h-24 flex-col items-center justify-center gap-2 p-6 text-center"
    >
      <CloudOff aria-hidden className="size-5 stroke-[1.5] text-fg-3" />
      <p className="font-medium">{title} could not be loaded</p>
      <p className="text-fg-2">{failureReason(error)}</p>
      <Button onClick={() => retry()} className="mt-1">
        Try again
      </Button>
    </div>
  )
}

/** Keeps a failure inside one panel: says what could not be loaded and why, and offers a retry. */
export const PanelBoundary = catchError(PanelFailure)

/** Leaves out a detail that could not be loaded, where the page says itself that something is wrong. */
export const QuietBoundary = catchError(() => null)
