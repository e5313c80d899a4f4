'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { pageGroups } from './pages'
import { type Finding, useFindings } from './use-findings'

const PATHS: Record<string, string> = {
  customer: '/customers',
  error: '/errors',
  alert: '/alerts',
  'churn alert': '/churn',
  webhook: '/webhooks',
}

const item =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-active max-sm:min-h-11'
const heading =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-fg-3'

const pages = pageGroups.flatMap((group) => group.pages)

/** Jumps to a page, to a customer by name, e-mail address or phone number, or to any row by its id. */
export default function PaletteDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter()
  const [term, setTerm] = useState('')
  const { findings, state } = useFindings(term)
  const matching = pages.filter((page) => page.label.toLowerCase().includes(term.trim().toLowerCase()))

  function go(href: string) {
    props.onOpenChange(false)
    setTerm('')
    router.push(href)
  }

  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line-strong bg-raised shadow-float">
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Command shouldFilter={false} label="Search or jump to" loop>
            <div className="flex items-center gap-2.5 border-b border-line px-3.5">
              <Search aria-hidden className="size-4 flex-none stroke-[1.6] text-fg-3" />
              <Command.Input
                value={term}
                onValueChange={setTerm}
                placeholder="A page, a customer, a phone number, an id"
                className="h-12 min-w-0 flex-1 bg-transparent text-[14px] outline-none"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-6 text-center text-fg-2">
                {state === 'searching' ? 'Searching' : 'Nothing found'}
              </Command.Empty>
              {matching.length > 0 ? (
                <Command.Group heading="Pages" className={heading}>
                  {matching.map((page) => (
                    <Command.Item
                      key={page.href}
                      value={page.href}
                      onSelect={() => go(page.href)}
                      className={item}
                    >
                      <page.icon aria-hidden className="size-4 stroke-[1.6] text-fg-3" />
                      {page.label}
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              {findings.length > 0 ? (
                <Command.Group heading="Found" className={heading}>
                  {findings.map((finding) => (
                    <FindingItem key={finding.kind + finding.id} finding={finding} go={go} />
                  ))}
                </Command.Group>
              ) : null}
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

function FindingItem({ finding, go }: { finding: Finding; go: (href: string) => void }) {
  const { kind, id, label, detail } = finding
  return (
    <Command.Item value={kind + id} onSelect={() => go(`${PATHS[kind]}/${id}`)} className={item}>
      <span className="w-20 flex-none text-xs text-fg-3">{kind}</span>
      <span className="truncate font-medium">{label}</span>
      <span className="ml-auto truncate text-xs text-fg-3">{detail}</span>
    </Command.Item>
  )
}
