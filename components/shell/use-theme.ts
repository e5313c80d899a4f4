'use client'

import { useEffect, useState } from 'react'
import { THEME_COOKIE, type Theme } from '@/lib/theme'

const CHOSEN = 'kryonex-theme-chosen'

/** Draws the page in a theme, and remembers it in a cookie so that the server draws it right. */
export function chooseTheme(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`
  window.dispatchEvent(new CustomEvent(CHOSEN, { detail: theme }))
}

/** @param initial the theme that the server drew. @returns the theme in use, wherever it was chosen. */
export function useTheme(initial: Theme): Theme {
  const [theme, setTheme] = useState(initial)
  useEffect(() => {
    const follow = (event: Event) => setTheme((event as CustomEvent<Theme>).detail)
    window.addEventListener(CHOSEN, follow)
    return () => window.removeEventListener(CHOSEN, follow)
  }, [])
  return theme
}
