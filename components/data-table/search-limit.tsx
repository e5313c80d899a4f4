import { QuietNotice } from '@/components/ui/quiet-notice'
import { formatCount } from '@/lib/format/format'

/** Says where a search for text with dots stopped. @param read how many rows were read; null where all were. */
export function SearchLimit({ read }: { read: number | null }) {
  if (read === null) return null
  return (
    <QuietNotice>
      Of the rows that may show this text, only the first {formatCount(read)} were searched. Filter the list
      to search the others.
    </QuietNotice>
  )
}
