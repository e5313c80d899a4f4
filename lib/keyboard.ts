/**
 * Whether a key press belongs to a field, a menu or a dialog, so that it is no shortcut. A popup that was closed keeps
 * the focus until it has faded out; its keys are the page's again from the moment it was closed.
 * @param event a key press anywhere on the page.
 */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (event.defaultPrevented || !(target instanceof HTMLElement)) return event.defaultPrevented
  if (target.closest('[data-closed]')) return false
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox]), textarea, select') ||
    target.closest('[role=menu], [role=dialog], [role=listbox]') !== null
  )
}
