import { CopyButton } from '@/components/ui/copy-button'
import { formatCount, formatExact } from '@/lib/format/format'
import type { GroupRow } from '../_groups/queries'
import type { ErrorEvent } from '../queries'

const fence = (text: string) => {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}\n${text}\n${ticks}`
}

function markdownOf(event: ErrorEvent, group: GroupRow | null): string {
  const counts = group && [
    `- Events: ${formatCount(group.events)}, ${formatCount(group.unresolved)} unresolved`,
    `- Customers: ${formatCount(group.customers)}${group.worst_grade ? `, worst grade ${group.worst_grade}` : ''}`,
    `- First seen: ${formatExact(group.first_seen, 'UTC')}`,
    `- Last seen: ${formatExact(group.last_seen, 'UTC')}`,
  ]
  return [
    `## ${event.error_type}`,
    fence(event.message ?? 'No message'),
    [
      `- Endpoint: ${event.endpoint ?? 'none'}`,
      ...(counts ?? []),
      `- Event: \`${event.id}\`, ${formatExact(event.created_at, 'UTC')}`,
      ...(group ? [`- Group: \`${group.id}\``] : []),
    ].join('\n'),
    ...(event.stack_trace ? ['### Stack trace', fence(event.stack_trace)] : []),
  ].join('\n\n')
}

/** Copies an error for a bug tracker, masked as it is on screen; times in UTC, because others read it elsewhere. */
export function CopyMarkdown({ event, group }: { event: ErrorEvent; group: GroupRow | null }) {
  return <CopyButton text={markdownOf(event, group)} label="Copy as Markdown" />
}
