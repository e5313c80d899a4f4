'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { classNames } from './class-names'

const toastManager = Toast.createToastManager()

type Notice = { title: string; description?: string; failed?: boolean; undo?: () => void }

/**
 * Says what became of an action. With `undo` it stays for 10 seconds and offers to take it back, also
 * by the key U; a failure stays until it is dismissed.
 */
export function notify({ title, description, failed = false, undo }: Notice) {
  const id = toastManager.add({
    title,
    description,
    type: failed ? 'failure' : undo ? 'undoable' : 'success',
    priority: failed ? 'high' : 'low',
    timeout: failed ? 0 : undo ? 10_000 : 5_000,
    actionProps: undo
      ? {
          children: 'Undo',
          onClick: () => {
            toastManager.close(id)
            undo()
          },
        }
      : undefined,
  })
  lastUndo = undo ? { id, run: undo } : undefined
}

let lastUndo: { id: string; run: () => void } | undefined

/** Takes back the last action that can be, if any. @returns whether there was one. */
export function undoLast(): boolean {
  if (!lastUndo) return false
  const { id, run } = lastUndo
  lastUndo = undefined
  toastManager.close(id)
  run()
  return true
}

function ToastList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border border-line-strong bg-raised text-fg shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-3 py-2.5 pr-2 pl-3">
        <div className="min-w-0 flex-1">
          <Toast.Title
            className={classNames('font-medium', toast.type === 'failure' && 'text-critical-text')}
            render={<p />}
          />
          <Toast.Description className="text-fg-2" />
        </div>
        <Toast.Action className={buttonClass({ size: 'small' })} />
        <Toast.Close
          aria-label="Dismiss"
          className={buttonClass({ variant: 'ghost', size: 'small', icon: true })}
        >
          <X aria-hidden className="size-3.5" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}

/** Where the outcomes of actions are told; one for the whole application. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-12 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-96 max-sm:bottom-20">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
