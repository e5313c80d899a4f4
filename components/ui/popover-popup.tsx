'use client'

import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ComponentProps, ReactElement, ReactNode } from 'react'

export type PopoverProps = {
  /** A button. */
  trigger: ReactElement<ComponentProps<'button'>>
  /** What the popover is called. */
  label: string
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** The popover itself: it is loaded when somebody asks for it. */
export function PopoverPopup({ trigger, label, open, onOpenChange, children }: PopoverProps) {
  return (
    <BasePopover.Root open={open} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner sideOffset={6} align="start" className="z-40">
          <BasePopover.Popup
            aria-label={label}
            className="w-72 rounded-lg border border-line-strong bg-raised p-3 shadow-float outline-none"
          >
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
