import { MissingRow } from '@/components/detail/missing-row'

export default function CustomerNotFound() {
  return <MissingRow what="customer" list="/customers" />
}
