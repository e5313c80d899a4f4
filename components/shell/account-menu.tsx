'use client'

import { LogOut } from 'lucide-react'
import { signOut } from '@/app/login/actions'
import { Menu, MenuItem } from '@/components/ui/menu'
import { initials } from '@/lib/format'
import { forgetRecent } from './recent'

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
