import { MissingRow } from '@/components/detail/missing-row'

export default function RecordNotFound() {
  return <MissingRow what="row" list="/records" />
}
