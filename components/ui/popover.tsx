'use client'

import { cloneElement, useState } from 'react'
import type { PopoverProps } from './popover-popup'

const load = () => import('./popover-popup')

/** A button that opens a few fields. Their code loads when somebody turns to the button. */
export function Popover(props: PopoverProps) {
  const [parts, setParts] = useState<Awaited<ReturnType<typeof load>> | null>(null)
  if (parts) return <parts.PopoverPopup {...props} />
  return cloneElement(props.trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
    onPointerEnter: load,
    onFocus: load,
    onClick: async () => {
      setParts(await load())
      props.onOpenChange(true)
    },
  })
}
