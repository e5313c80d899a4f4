/** Copies where the browser gives no clipboard, as it does over plain HTTP: the page takes the place of what is selected. */
function copyByCommand(text: string): boolean {
  let isTaken = false
  function give(event: ClipboardEvent) {
    if (!event.clipboardData) return
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isTaken = true
  }
  document.addEventListener('copy', give, true)
  const isDone = document.execCommand('copy')
  document.removeEventListener('copy', give, true)
  return isDone && isTaken
}

/** @returns whether the text is in the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    // Refused, or the page has lost the focus: the other way may still be open.
  }
  return copyByCommand(text)
}
