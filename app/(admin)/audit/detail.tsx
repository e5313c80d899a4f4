import Link from 'next/link'
import type { ReactNode } from 'react'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Reveal } from '@/components/detail/reveal'
import { Facts, Section } from '@/components/detail/section'
import { Moment } from '@/components/ui/relative-time'
import { colleague, plainName } from '@/lib/format/format'
import { ChangeTable } from './[id]/change-table'
import { inOneLine } from './audit-entry'
import { actionName, historyPath, rowPath, sourceName, tableName } from './labels'
import { type AuditRow, findEntry } from './queries'

/** Everything about one audit entry. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Audit entry',
  what: 'audit entry',
  list: '/audit',
  find: byUuid(findEntry),
  name: ({ action }) => actionName(action),
  Content: AuditEntry,
})

const link = 'touch text-accent-text hover:underline'

function Who({ entry: { actor_id, actor_email } }: { entry: AuditRow }) {
  if (!actor_id) return 'The platform'
  return (
    <Link href={`/audit?actor=${actor_id}`} className={link}>
      {actor_email ? colleague(actor_email) : 'An account that is gone'}
    </Link>
  )
}

function facts(entry: AuditRow): [string, ReactNode][] {
  const { id, created_at, ip, device, source } = entry
  return [
    ['By', <Who key="by" entry={entry} />],
    ['When', <Moment key="when" at={created_at} />],
    ['Source', sourceName(source)],
    ...(ip
      ? ([
          [
            'Address',
            <Reveal
              key="ip"
              entity={source === 'ops' ? 'audit_trail' : 'audit_logs'}
              id={id}
              path={['ip']}
              name="the address"
            >
              <span className="font-mono">{ip}</span>
            </Reveal>,
          ],
        ] satisfies [string, ReactNode][])
      : []),
    ...(device ? ([['Device', device]] satisfies [string, ReactNode][]) : []),
    ['Id', <code key="id">{id}</code>],
  ]
}

/** The row that was acted upon, with the ways to it and to everything that happened to it. */
function TargetSection({ entry: { entity, entity_id } }: { entry: AuditRow }) {
  if (!entity) return null
  const path = rowPath(entity, entity_id)
  return (
    <Section title="Row">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span>{tableName(entity)}</span>
        {entity_id ? <code className="min-w-0 break-all text-fg-2">{entity_id}</code> : null}
        <span className="ml-auto flex gap-3">
          {path ? (
            <Link href={path} className={link}>
              Open it
            </Link>
          ) : null}
          {entity_id ? (
            <Link href={historyPath(entity, entity_id)} className={link}>
              Its whole history
            </Link>
          ) : null}
        </span>
      </div>
    </Section>
  )
}

function AuditEntry({ found: entry }: DetailProps<typeof findEntry>) {
  const { changes, said } = entry.story
  return (
    <>
      <Section>
        <h2 className="text-md font-semibold break-words">{actionName(entry.action)}</h2>
        <Facts facts={facts(entry)} />
      </Section>
      <TargetSection entry={entry} />
      <Section title="Before and after" note={MASKED_NOTE}>
        <ChangeTable changes={changes} />
      </Section>
      {said.length > 0 ? (
        <Section title="Notes">
          <Facts
            facts={said.map(([name, value]) => [
              plainName(name),
              <span key={name} className="break-words whitespace-pre-wrap">
                {inOneLine(value)}
              </span>,
            ])}
          />
        </Section>
      ) : null}
      <CustomerSection customer={entry}>
        <Link href={`/audit?customer=${entry.user_id}`}>All acts for it</Link>
      </CustomerSection>
    </>
  )
}
