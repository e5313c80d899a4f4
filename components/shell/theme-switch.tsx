'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { THEME_COOKIE, type Theme } from '@/lib/theme'

const choices = [
  { theme: 'light', label: 'Light theme', icon: Sun },
  { theme: 'system', label: "The system's theme", icon: Monitor },
  { theme: 'dark', label: 'Dark theme', icon: Moon },
] as const

function apply(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`
}

/** Light, dark, or what the system says; remembered in a cookie so that the server draws it right. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  return (
    <fieldset className="inline-flex gap-px rounded-md border border-line bg-sunken p-px">
      <legend className="sr-only">Theme</legend>
      {choices.map(({ theme: value, label, icon: Icon }) => (
        <button
          key={value}
          type="button"
          title={label}
          aria-label={label}
          aria-pressed={theme === value}
          onClick={() => {
            setTheme(value)
            apply(value)
          }}
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
