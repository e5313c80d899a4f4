import { Info } from 'lucide-react'

/** Names the parameters of the URL that were not understood. */
export function IgnoredParams({ names }: { names: string[] }) {
  if (names.length === 0) return null
  return (
    <p
      role="status"
      className="flex flex-none items-center gap-1.5 border-b border-line bg-sunken px-4 py-1 text-xs text-fg-2"
    >
      <Info aria-hidden className="size-3.5 text-fg-3" />
      Not understood in the address, so left out: {names.slice(0, 6).join(', ')}
    </p>
  )
}
