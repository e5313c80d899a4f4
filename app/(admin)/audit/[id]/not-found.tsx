import { MissingRow } from '@/components/detail/missing-row'

export default function AuditEntryNotFound() {
  return <MissingRow what="audit entry" list="/audit" />
}
