'use client'

import { Check, Plus, X } from 'lucide-react'
import { useListUrl } from '@/components/data-table/list-url'
import { Menu, MenuItem } from '@/components/ui/menu'
import { CONTACT_DAYS } from './list'

/** A chip that leaves only customers to whom nobody has spoken for some days; dashed while it filters nothing. */
export function ContactFilter({ days }: { days: string | null }) {
  const { change } = useListUrl()
  return (
    <span
      className={`inline-flex h-[26px] flex-none items-center overflow-hidden rounded-md border border-line-strong text-xs whitespace-nowrap max-sm:h-[46px] ${days ? 'bg-raised' : 'border-dashed text-fg-2'}`}
    >
      <Menu
        trigger={
          <button type="button" className="flex h-full items-center gap-1.5 px-2 hover:bg-hover">
            {days ? null : <Plus aria-hidden className="size-3" />}
            <span className={days ? 'text-fg-2' : undefined}>No contact</span>
            {days ? <span className="font-medium">in {days} days</span> : null}
          </button>
        }
      >
        {CONTACT_DAYS.map((choice) => (
          <MenuItem key={choice} onClick={() => change({ no_contact: choice })}>
            <Check aria-hidden className={days === choice ? 'size-3.5' : 'size-3.5 opacity-0'} />
            in {choice} days
          </MenuItem>
        ))}
      </Menu>
      {days ? (
        <button
          type="button"
          aria-label="Whenever the last contact was"
          onClick={() => change({ no_contact: null })}
          className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
        >
          <X aria-hidden className="size-3" />
        </button>
      ) : null}
    </span>
  )
}
