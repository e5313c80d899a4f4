import { MissingRow } from '@/components/detail/missing-row'

export default function ChurnNotFound() {
  return <MissingRow what="churn alert" list="/churn" />
}
