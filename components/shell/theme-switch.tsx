'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { Theme } from '@/lib/theme'
import { chooseTheme, useTheme } from './use-theme'

export const THEMES = [
  { theme: 'light', label: 'Light theme', icon: Sun },
  { theme: 'system', label: "The system's theme", icon: Monitor },
  { theme: 'dark', label: 'Dark theme', icon: Moon },
] as const

/** Light, dark, or what the system says. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const theme = useTheme(initial)
  return (
    <fieldset className="inline-flex gap-px rounded-md border border-line bg-sunken p-px">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(({ theme: value, label, icon: Icon }) => (
        <button
          key={value}
          type="button"
          title={label}
          aria-label={label}
          aria-pressed={theme === value}
          onClick={() => chooseTheme(value)}
          className={classNames(
            'grid h-6 w-[26px] place-items-center rounded-sm border max-sm:size-11',
            theme === value
              ? 'border-line-strong bg-raised text-fg shadow-soft'
              : 'border-transparent text-fg-2 hover:text-fg',
          )}
        >
          <Icon aria-hidden className="size-3.5 stroke-[1.6]" />
        </button>
      ))}
    </fieldset>
  )
}
