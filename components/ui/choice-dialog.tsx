'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { ChoiceDialogProps } from './choice-dialog-popup'

const ChoiceDialogPopup = dynamic(() => import('./choice-dialog-popup'), { ssr: false })

/** Asks for one of a few things, or for something else in words. */
export function ChoiceDialog(props: ChoiceDialogProps) {
  const [wanted, setWanted] = useState(false)
  if (props.open && !wanted) setWanted(true)
  return wanted ? <ChoiceDialogPopup {...props} /> : null
}
