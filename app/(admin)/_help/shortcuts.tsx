'use client'

import { Keyboard } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { undoLast } from '@/components/ui/toasts'
import { isTyping } from '@/lib/keyboard'

const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog'), { ssr: false })

/** The key list, opened by its button or by "?"; also listens for undo. */
export function ShortcutsButton() {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  if (open && !wanted) setWanted(true)
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '?') setOpen(true)
      if (event.key === 'u' && undoLast()) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex h-7 w-full items-center gap-2.5 rounded-md px-2 font-[450] text-fg-2 hover:bg-active/60"
      >
        <Keyboard aria-hidden className="size-[15px] stroke-[1.6] text-fg-3" />
        Shortcuts
        <span className="ml-auto">
          <Kbd>?</Kbd>
        </span>
      </button>
      {wanted ? <ShortcutsDialog open={open} onOpenChange={setOpen} /> : null}
    </>
  )
}
