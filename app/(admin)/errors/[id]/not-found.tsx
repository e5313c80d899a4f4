import { MissingRow } from '@/components/detail/missing-row'

export default function ErrorNotFound() {
  return <MissingRow what="error" list="/errors" />
}
