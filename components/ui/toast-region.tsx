'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { buttonClass } from './button'
import { classNames } from './class-names'
import type { Show } from './notice'

const toastManager = Toast.createToastManager()

const show: Show = ({ title, description, failed = false, undo }) => {
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
  return () => toastManager.close(id)
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

/** The notices on screen. @param onReady gets what shows more of them. */
export default function ToastRegion({ onReady }: { onReady: (ready: Show) => void }) {
  useEffect(() => onReady(show), [onReady])
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-12 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-96 max-sm:bottom-20">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
