import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { listSessionsOf } from '../queries'
import { RevokeAll } from './revoke-all'

/** The sessions of a customer that still work, with a way to end all of them. */
export async function CustomerSessions({ customer, current }: { customer: string; current: string }) {
  const { rows, more } = await listSessionsOf(customer)
  if (rows.length === 0) return <p className="text-fg-2">This customer has no active sessions.</p>
  return (
    <>
      <ul className="flex flex-col">
        {rows.map((session) => (
          <li key={session.id} className="flex h-7 items-center gap-2.5 max-sm:h-11">
            {session.id === current ? (
              <span className="truncate font-medium">{session.device}, this one</span>
            ) : (
              <Link
                href={`/sessions/${session.id}`}
                className="truncate hover:underline max-sm:min-w-11 max-sm:py-3"
              >
                {session.device}
              </Link>
            )}
            <span className="font-mono text-[11.5px] text-fg-3">{session.ip_address}</span>
            <span className="ml-auto flex-none text-fg-3">
              <RelativeTime at={session.last_active} />
            </span>
          </li>
        ))}
        {more ? <li className="text-fg-3">and more</li> : null}
      </ul>
      <RevokeAll customer={customer} />
    </>
  )
}
