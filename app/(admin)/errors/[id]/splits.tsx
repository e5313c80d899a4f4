import Link from 'next/link'
import { Section } from '@/components/detail/section'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { colleague, formatQuantity, plainName } from '@/lib/format/format'
import { listSplits } from '../_groups/queries'
import { UndoSplit } from './undo-split'

async function Rows({ id }: { id: string }) {
  const splits = await listSplits(id)
  if (splits.length === 0) return null
  return (
    <Section title="Splits">
      <ul className="flex flex-col gap-1.5">
        {splits.map((split) => (
          <li key={split.id} className="flex items-center gap-2 max-sm:flex-wrap">
            <span className="flex-none font-medium">{plainName(split.field)}</span>
            <span className="min-w-0 truncate text-fg-2">
              <Written>{split.label}</Written>
            </span>
            <span className="ml-auto flex-none text-fg-3">
              {split.id === id ? (
                <>
                  split off{' '}
                  <Link href={`/errors/${split.parent_id}`} className="text-accent-text hover:underline">
                    another group
                  </Link>
                  {split.undone_at ? ', undone' : ''},{' '}
                </>
              ) : split.events === 0 ? (
                'begins with the next event, '
              ) : (
                <>
                  <Link href={`/errors/${split.id}`} className="text-accent-text hover:underline">
                    {formatQuantity(split.events, 'event')}
                  </Link>
                  {' since, '}
                </>
              )}
              {split.split_by_email ? `by ${colleague(split.split_by_email)} ` : ''}
              <RelativeTime at={split.split_at} />
            </span>
            {split.undone_at ? null : <UndoSplit id={split.id} name={split.label} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** By which values a group is split, each with its way back, and by which it was split off another. */
export function Splits({ id }: { id: string }) {
  return (
    <PanelBoundary title="Splits">
      <Rows id={id} />
    </PanelBoundary>
  )
}
