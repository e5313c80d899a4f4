import { Written } from '@/components/ui/written'
import type { GroupRow } from './queries'
import { formatTexts } from './texts'

/** What the errors of a group say: their pattern and how many texts it stands for, or the only text; and by what it was split off another. */
export function GroupText({ group: { pattern, message, texts, split_value } }: { group: GroupRow }) {
  const many = pattern !== '' && texts !== null && texts > 1
  return (
    <>
      <span className="truncate">
        <Written>{many ? pattern : (message ?? pattern)}</Written>
      </span>
      {split_value ? (
        <span className="max-w-40 flex-none truncate rounded bg-sunken px-1.5 text-fg-2">
          <Written>{split_value}</Written>
        </span>
      ) : null}
      {many ? <span className="flex-none text-fg-3">{formatTexts(texts)}</span> : null}
    </>
  )
}
