import { Grade } from '@/components/ui/grade'
import { Written } from '@/components/ui/written'

/** The customer of a row: grade, name and plan; the platform itself where there is none. */
export function CustomerCell({
  user_id,
  business_name,
  tier,
  grade,
}: {
  user_id: string | null
  business_name: string | null
  tier: string | null
  grade: string | null
}) {
  if (!user_id) return <span className="text-fg-3">Platform</span>
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle">
      <span className="max-sm:hidden">
        <Grade grade={grade} />
      </span>
      <span className="truncate">
        <Written>{business_name ?? 'Unnamed customer'}</Written>{' '}
        <span className="text-fg-3 capitalize">{tier}</span>
      </span>
    </span>
  )
}
