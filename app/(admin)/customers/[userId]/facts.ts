import type { Tone } from '@/components/ui/badge'
import { type Json, maskJson } from '@/lib/masking/mask'

/** What an entry says. */
export type Words = { title: string; text?: string | null; aside?: string | null; tone?: Tone }

/** @returns a way to read the facts of an entry as text, each masked by its name and by what it looks like. */
export function factsReader(facts: Json) {
  const masked = maskJson(facts)
  const all = masked !== null && typeof masked === 'object' && !Array.isArray(masked) ? masked : {}
  return (name: string): string | null => {
    // Admins are named by their addresses, which are no customer's.
    const value = name === 'actor' ? actorOf(facts) : all[name]
    return value === null || value === undefined || typeof value === 'object' ? null : String(value)
  }
}

function actorOf(facts: Json): Json | undefined {
  return facts !== null && typeof facts === 'object' && !Array.isArray(facts) ? facts.actor : undefined
}

export type Fact = ReturnType<typeof factsReader>
