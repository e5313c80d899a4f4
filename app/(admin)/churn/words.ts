/** @param kind the kind of a churn alert's reason as the database writes it. @returns it for people: "Score drop". */
export function reasonName(kind: string): string {
  const words = kind.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
