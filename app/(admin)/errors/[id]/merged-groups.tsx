import { Section } from '@/components/detail/section'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { colleague, formatQuantity } from '@/lib/format/format'
import { listMergedGroups } from '../_groups/queries'
import { UndoMerge } from './undo-merge'

async function Merged({ id }: { id: string }) {
  const groups = await listMergedGroups(id)
  if (groups.length === 0) return null
  return (
    <Section title="Merged groups">
      <ul className="flex flex-col gap-1.5">
        {groups.map((group) => (
          <li key={group.id} className="flex items-center gap-2 max-sm:flex-wrap">
            <span className="flex-none font-medium">{group.error_type}</span>
            <span className="min-w-0 truncate text-fg-2">
              <Written>{group.pattern}</Written>
            </span>
            <span className="ml-auto flex-none text-fg-3">
              {formatQuantity(group.events, 'event')},{' '}
              {group.merged_by_email ? `by ${colleague(group.merged_by_email)} ` : ''}
              <RelativeTime at={group.merged_at} />
            </span>
            <UndoMerge id={group.id} name={group.error_type} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What was merged into a group, each with its way back; nothing where nothing was. */
export function MergedGroups({ id }: { id: string }) {
  return (
    <PanelBoundary title="Merged groups">
      <Merged id={id} />
    </PanelBoundary>
  )
}
