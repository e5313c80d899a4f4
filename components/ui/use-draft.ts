import { type FormEvent, useCallback } from 'react'

/**
 * Keeps what somebody types into a text area through a reload and a new sign-in in the same tab.
 * @param key what the text is about; one draft is kept for each.
 * @returns what the text area needs, and how to forget the draft once it is saved.
 */
export function useDraft(key: string) {
  const name = `draft:${key}`
  const restore = useCallback(
    (field: HTMLTextAreaElement | null) => {
      if (field && field.value === '') field.value = sessionStorage.getItem(name) ?? ''
    },
    [name],
  )
  return {
    field: {
      ref: restore,
      onInput: (event: FormEvent<HTMLTextAreaElement>) =>
        sessionStorage.setItem(name, event.currentTarget.value),
    },
    forget: () => sessionStorage.removeItem(name),
  }
}
