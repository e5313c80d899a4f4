import { QuietNotice } from '@/components/ui/quiet-notice'

/** Names the parameters of the URL that were not understood. */
export function IgnoredParams({ names }: { names: string[] }) {
  if (names.length === 0) return null
  return <QuietNotice>Not understood in the address, so left out: {names.slice(0, 6).join(', ')}</QuietNotice>
}
