import { MissingRow } from '@/components/detail/missing-row'

export default function WebhookNotFound() {
  return <MissingRow what="webhook" list="/webhooks" />
}
