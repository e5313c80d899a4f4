'use client'

import { CloudOff } from 'lucide-react'
import { catchError, type ErrorInfo } from 'next/error'
import { failureReason } from '@/lib/format/failure-reason'
import { Button } from './button'

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

function LineFailure({ title }: { title: string }, { error, retry }: ErrorInfo) {
  const reason = failureReason(error)
  return (
    <span role="alert" className="flex h-full min-w-0 items-center gap-2 text-fg-2">
      <span className="min-w-0 truncate" title={reason}>
        {title} could not be loaded<span className="sr-only">: {reason}</span>
      </span>
      <Button size="small" onClick={() => retry()}>
        Try again
      </Button>
    </span>
  )
}

/** Keeps a failure inside one panel: says what could not be loaded and why, and offers a retry. */
export const PanelBoundary = catchError(PanelFailure)

/** The same within one line. */
export const LineBoundary = catchError(LineFailure)

/** Leaves out a detail that could not be loaded, where the page says itself that something is wrong. */
export const QuietBoundary = catchError(() => null)
