'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { NoteDialogProps } from './note-dialog-popup'

const NoteDialogPopup = dynamic(() => import('./note-dialog-popup'), { ssr: false })

/** Asks for a text before an action: Ctrl+Enter sends, empty text is refused with the field named. */
export function NoteDialog(props: NoteDialogProps) {
  const [wanted, setWanted] = useState(false)
  if (props.open && !wanted) setWanted(true)
  return wanted ? <NoteDialogPopup {...props} /> : null
}
