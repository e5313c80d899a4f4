import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { findGroup, groupIds } from './_groups/queries'
import { EventDetail } from './[id]/event-detail'
import { GroupDetail } from './[id]/group-detail'
import { findError } from './queries'

/** Everything about one error or one group of errors. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Error',
  what: 'error',
  list: '/errors',
  find: byUuid(findErrorOrGroup),
  name: (found) => (found.event ?? found.group).error_type,
  Content: ErrorOrGroup,
})

async function findErrorOrGroup(id: string) {
  const [event, group] = await Promise.all([findError(id), findGroup(id)])
  if (event) return { event }
  return group ? { group } : findMovedGroup(id)
}

/** The address of a group that was merged, or divided by new rules, leads to where its events are. */
async function findMovedGroup(id: string) {
  const { current_id } = await groupIds(id)
  const group = current_id === id ? null : await findGroup(current_id)
  return group && { group }
}

function ErrorOrGroup({ found }: DetailProps<typeof findErrorOrGroup>) {
  return found.event ? <EventDetail event={found.event} /> : <GroupDetail group={found.group} />
}
