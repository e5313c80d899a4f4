import { formatQuantity } from '@/lib/format/format'
import type { GroupRow, SimilarGroup } from './queries'

/** What a merge keeps, for its dialogs. */
export const KEPT =
  'Past and later events stand under the chosen group at once, with its state and assignee. No event is changed, both histories stay, and undo returns each group to its own place.'

/** A group as a choice of a dialog. */
export const choiceOf = ({ id, error_type, pattern, events }: SimilarGroup | GroupRow) => ({
  value: id,
  label: error_type,
  text: pattern,
  detail: formatQuantity(events, 'event'),
})
