'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { SnoozeDialogProps } from './snooze-dialog-popup'

const SnoozeDialogPopup = dynamic(() => import('./snooze-dialog-popup'), { ssr: false })

/** Asks when a snooze is to end: at a time, and where things are counted, after so many more. */
export function SnoozeDialog(props: SnoozeDialogProps) {
  const [wanted, setWanted] = useState(false)
  if (props.open && !wanted) setWanted(true)
  return wanted ? <SnoozeDialogPopup {...props} /> : null
}
