import { MissingRow } from '@/components/detail/missing-row'

export default function DeliveryNotFound() {
  return <MissingRow what="delivery" list="/deliveries" />
}
