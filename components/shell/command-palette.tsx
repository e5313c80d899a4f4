'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'

const PaletteDialog = dynamic(() => import('./palette-dialog'), { ssr: false })

/** Opens the palette from anywhere: by its button, or with Ctrl+K or ⌘K. It is loaded when first asked for. */
export function CommandPalette() {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setWanted(true)
      setOpen((was) => !was)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <button
        type="button"
        aria-label="Search or jump to"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => {
          setWanted(true)
          setOpen(true)
        }}
        className="flex h-7 w-64 items-center gap-2 rounded-md border border-line-strong bg-surface pr-1 pl-2.5 text-fg-3 hover:bg-hover max-lg:w-44 max-sm:size-11 max-sm:justify-center max-sm:border-transparent max-sm:p-0"
      >
        <Search aria-hidden className="size-3.5 stroke-[1.6] max-sm:size-[18px]" />
        <span className="truncate max-sm:hidden">Search or jump to</span>
        <span className="ml-auto max-sm:hidden">
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      {wanted ? <PaletteDialog open={open} onOpenChange={setOpen} /> : null}
    </>
  )
}
