import { Written } from '@/components/ui/written'
import type { GroupRow } from './queries'
import { formatTexts } from './texts'

/** What the errors of a group say: their pattern and how many texts it stands for, or the only text. */
export function GroupText({ group: { pattern, message, texts } }: { group: GroupRow }) {
  const many = pattern !== '' && texts !== null && texts > 1
  return (
    <>
      <span className="truncate">
        <Written>{many ? pattern : (message ?? pattern)}</Written>
      </span>
      {many ? <span className="flex-none text-fg-3">{formatTexts(texts)}</span> : null}
    </>
  )
}
