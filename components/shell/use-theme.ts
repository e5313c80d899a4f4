'use client'

import { createStore, useStore } from '@/components/ui/store'
import { THEME_COOKIE, type Theme } from '@/lib/theme'

/** What was chosen since the document was loaded. */
const chosen = createStore<Theme | null>(null)

/** Draws the page in a theme, and remembers it in a cookie so that the server draws it right. */
export function chooseTheme(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`
  chosen.set(theme)
}

/** @param initial the theme that the server drew. @returns the theme in use, wherever it was chosen. */
export function useTheme(initial: Theme): Theme {
  return useStore(chosen, null) ?? initial
}
