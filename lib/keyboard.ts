/**
 * Whether a key press belongs to a field, a menu or a dialog, so that it is no shortcut.
 * @param event a key press anywhere on the page.
 */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (event.defaultPrevented || !(target instanceof HTMLElement)) return event.defaultPrevented
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox]), textarea, select') ||
    target.closest('[role=menu], [role=dialog], [role=listbox]') !== null
  )
}
