/** What the slot of the panel holds while no detail is open. */
export function NoPanel() {
  return null
}
