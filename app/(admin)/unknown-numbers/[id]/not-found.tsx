import { MissingRow } from '@/components/detail/missing-row'

export default function UnknownNumberNotFound() {
  return <MissingRow what="unknown number" list="/unknown-numbers" />
}
