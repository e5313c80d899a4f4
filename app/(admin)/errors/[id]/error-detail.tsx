import { notFound } from 'next/navigation'
import { isUuid } from '@/lib/uuid'
import { findGroup } from '../_groups/queries'
import { findError } from '../queries'
import { EventDetail } from './event-detail'
import { GroupDetail } from './group-detail'

/** Everything about one error or one group of errors, beside the list or as a page of its own. */
export async function ErrorDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!isUuid(id)) notFound()
  const [event, group] = await Promise.all([findError(id), findGroup(id)])
  if (event) return <EventDetail event={event} />
  if (group) return <GroupDetail group={group} />
  notFound()
}
