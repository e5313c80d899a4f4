'use client'

import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Menu, MenuCheckboxItem, MenuItem } from '@/components/ui/menu'
import { useZone } from '@/components/ui/zone'
import { initials } from '@/lib/format/format'
import { signOut } from '@/lib/session/sign-out'
import { forgetRecent } from './recent'
import { chooseSignal, type Signal, signalWanted } from './signals'

/** Who is signed in, and the way out. */
export function AccountMenu({ email }: { email: string }) {
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${email}`}
          className="grid size-6 place-items-center rounded-full max-sm:size-11"
        >
          <span className="grid size-6 place-items-center rounded-full border border-accent-line bg-accent-tint text-[9.5px] leading-none font-semibold text-accent-text max-sm:size-8 max-sm:text-2xs">
            {initials(email)}
          </span>
        </button>
      }
    >
      <p className="px-2 py-1.5 text-xs text-fg-2">
        Signed in as
        <br />
        <span className="font-medium text-fg">{email}</span>
      </p>
      <ZoneChoice />
      <SignalChoice signal="sound">Sound for critical alerts</SignalChoice>
      <SignalChoice signal="notification">Notification of critical alerts</SignalChoice>
      <MenuItem
        onClick={() => {
          forgetRecent()
          signOut()
        }}
      >
        <LogOut aria-hidden className="size-3.5 text-fg-3" />
        Sign out
      </MenuItem>
    </Menu>
  )
}

/** Whether times are written in UTC or as the clock on the wall says. */
function ZoneChoice() {
  const { zone, local, choose } = useZone()
  return (
    <MenuCheckboxItem
      checked={zone === 'UTC'}
      onCheckedChange={(utc) => choose(utc ? 'UTC' : local)}
      detail={zone === 'UTC' ? undefined : local}
    >
      Times in UTC
    </MenuCheckboxItem>
  )
}

/** Whether this browser signals new critical alerts. */
function SignalChoice({ signal, children }: { signal: Signal; children: string }) {
  const [on, setOn] = useState(() => signalWanted(signal))
  return (
    <MenuCheckboxItem checked={on} onCheckedChange={(wanted) => chooseSignal(signal, wanted).then(setOn)}>
      {children}
    </MenuCheckboxItem>
  )
}
