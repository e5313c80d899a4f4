'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Written } from '@/components/ui/written'
import { usePages } from './pages'
import { type Entry, type EntryGroup, groupEntries } from './palette-entries'
import { keepRecent, readRecent } from './recent'
import { useFindings } from './use-findings'

const item =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-active data-[selected=true]:shadow-[inset_2px_0_var(--accent)] max-sm:min-h-11'
const heading =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-fg-3'

/** Opens a page, a table, a customer, or any row by its id; and runs the actions that have no page. */
export default function PaletteDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter()
  const pages = usePages().flatMap((group) => group.pages)
  const [term, setTerm] = useState('')
  const { findings, state } = useFindings(term)
  const groups = groupEntries(pages, term, findings, readRecent())
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0)

  function choose({ href, run, label, kind }: Entry) {
    props.onOpenChange(false)
    setTerm('')
    run?.()
    if (!href) return
    keepRecent({ href, label, kind: kind ?? 'page' })
    // A row of another table has a page of its own: soft navigation would open it next to the rows of this one.
    if (/^\/records\/[^/]+\/./.test(href)) window.location.assign(href)
    else router.push(href)
  }

  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 max-sm:top-3 z-50 w-[min(600px,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line-strong bg-raised shadow-float">
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Command shouldFilter={false} label="Search or jump to" loop>
            <div className="flex items-center gap-2.5 border-b border-line px-3.5">
              <Search aria-hidden className="size-4 flex-none stroke-[1.6] text-fg-3" />
              <Command.Input
                value={term}
                onValueChange={setTerm}
                placeholder="A page, a customer, a phone number, an id"
                className="h-12 min-w-0 flex-1 bg-transparent text-[14px] outline-none placeholder:text-ellipsis max-sm:text-base"
              />
              <span role="status" className="flex-none text-xs text-fg-3">
                {state === 'searching' ? 'Searching' : <span className="sr-only">{count} found</span>}
              </span>
            </div>
            <Command.List label="Results" className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-6 text-center text-fg-2">
                {state === 'searching' ? 'Searching' : 'Nothing found'}
              </Command.Empty>
              {groups.map((group) => (
                <Group key={group.heading} group={group} onChoose={choose} />
              ))}
            </Command.List>
            {state === 'failed' ? (
              <p role="alert" className="border-t border-line px-3.5 py-2 text-critical-text">
                The search could not be done. Change a letter to try again.
              </p>
            ) : null}
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Group({ group, onChoose }: { group: EntryGroup; onChoose: (entry: Entry) => void }) {
  return (
    <Command.Group heading={group.heading} className={heading}>
      {group.entries.map((entry) => (
        <Command.Item key={entry.key} value={entry.key} onSelect={() => onChoose(entry)} className={item}>
          {entry.icon ? <entry.icon aria-hidden className="size-4 flex-none stroke-[1.6] text-fg-3" /> : null}
          {entry.kind && !entry.icon ? (
            <span className="w-24 flex-none truncate max-sm:w-16 text-xs text-fg-2">{entry.kind}</span>
          ) : null}
          <span className="max-w-[60%] truncate font-medium max-sm:flex-none">
            <Written>{entry.label}</Written>
          </span>
          <span className="ml-auto truncate text-xs text-fg-2">
            <Written>{entry.detail ?? (entry.icon ? entry.kind : null) ?? ''}</Written>
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
