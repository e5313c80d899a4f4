/** Asks for a part of a payload. @throws when it could not be had. */
export async function askPayload<Answer>(id: string, query: Record<string, string>): Promise<Answer> {
  const response = await fetch(`/webhooks/${id}/payload?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(`The payload answered ${response.status}`)
  return (await response.json()) as Answer
}
