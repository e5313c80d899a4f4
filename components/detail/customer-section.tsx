import Link from 'next/link'
import type { ReactNode } from 'react'
import { Grade } from '@/components/ui/grade'
import { Written } from '@/components/ui/written'
import { Section } from './section'

type Customer = {
  user_id: string | null
  business_name: string | null
  tier: string | null
  grade: string | null
}

/**
 * The customer whom a row concerns, with links; nothing for the platform's own rows.
 * @param children links to more of the customer's rows.
 */
export function CustomerSection({ customer, children }: { customer: Customer; children?: ReactNode }) {
  const { user_id, business_name, tier, grade } = customer
  if (!user_id) return null
  return (
    <Section title="Customer">
      <div className="flex items-center gap-2.5">
        <Grade grade={grade} />
        <Link
          href={`/customers/${user_id}`}
          className="truncate font-medium hover:underline max-sm:-my-3 max-sm:py-3"
        >
          <Written>{business_name ?? 'Unnamed customer'}</Written>
        </Link>
        <span className="text-fg-2 capitalize">{tier}</span>
        <span className="ml-auto flex-none text-accent-text [&_a]:touch [&_a]:hover:underline">
          {children}
        </span>
      </div>
    </Section>
  )
}
