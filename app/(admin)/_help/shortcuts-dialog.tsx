'use client'

import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useCurrentPage } from '@/components/shell/pages'
import { buttonClass } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { PageHelp } from '@/lib/lists/help'
import { pageHelp } from './help'

/** Keys that every page has. */
const everywhere: PageHelp['keys'] = [
  [['J', 'K'], 'Move down and up the list'],
  [['U'], 'Undo the last action'],
  [['/'], 'Search the list'],
  [['⌘', 'K'], 'Search or jump to (Ctrl on other systems)'],
  [['Esc'], 'Close the panel, clear the selection'],
  [['?'], 'Show this help'],
]

/** What the page is for, what its figures mean, and its keys. */
export default function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const page = useCurrentPage()?.page
  const help = page && pageHelp[page.href]
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[8vh] left-1/2 z-50 max-h-[84vh] w-[min(560px,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto rounded-xl border border-line-strong bg-raised p-4 shadow-float">
          <div className="mb-3 flex items-center justify-between">
            <Dialog.Title className="text-md font-semibold">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ variant: 'ghost', icon: true })}>
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </div>
          {page && help ? (
            <section aria-label="About this page" className="mb-4">
              <h3 className="font-semibold">{page.label}</h3>
              <p className="text-fg-2">{help.purpose}</p>
              <dl className="mt-2 flex flex-col gap-1.5">
                {help.figures.map(([term, meaning]) => (
                  <div key={term}>
                    <dt className="text-xs font-medium">{term}</dt>
                    <dd className="text-xs text-fg-2">{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ) : null}
          {help && help.keys.length > 0 ? <Keys title="On this page" keys={help.keys} /> : null}
          <Keys title="Everywhere" keys={everywhere} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Keys({ title, keys }: { title: string; keys: PageHelp['keys'] }) {
  return (
    <section className="mt-3">
      <h3 className="mb-1.5 text-2xs font-medium text-fg-3">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
        {keys.map(([pressed, meaning]) => (
          <div key={meaning} className="contents">
            <dt className="flex gap-1">
              <span className="sr-only">{pressed.join(' or ')}</span>
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-fg-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
