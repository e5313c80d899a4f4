import Link from 'next/link'

/** Leads to the audit log of a row. */
export function AuditLink({ entity, id }: { entity: string; id: string }) {
  return (
    <Link
      href={`/audit?${new URLSearchParams({ entity, id })}`}
      prefetch={false}
      className="inline-block text-accent-text hover:underline max-sm:leading-11"
    >
      In the audit log
    </Link>
  )
}
