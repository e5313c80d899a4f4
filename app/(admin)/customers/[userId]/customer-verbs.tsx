'use client'

import { Ban, Play, Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { AssigneePicker } from '@/components/ui/assignee-picker'
import { Button } from '@/components/ui/button'
import type { Admin } from '@/lib/session/admins'
import { useCustomerActs } from './use-customer-acts'

const CreditDialog = dynamic(() => import('./credit-dialog'), { ssr: false })

type Props = { customer: string; owner: string | null; admins: Admin[]; stopped: boolean | null }

/** What can be done for a customer. */
export function CustomerVerbs({ customer, owner, admins, stopped }: Props) {
  const { pending, assign, askToStop, dialog } = useCustomerActs(customer)
  const [isCrediting, setIsCrediting] = useState(false)
  return (
    <div className="flex flex-wrap gap-2">
      <AssigneePicker
        assignee={owner}
        admins={admins}
        pending={pending}
        onAssign={(account) => assign(admins.find(({ user_id }) => user_id === account) ?? null, owner)}
      />
      {stopped === null ? null : (
        <>
          <Button onClick={() => setIsCrediting(true)}>
            <Plus aria-hidden className="size-3.5" />
            Give credit
          </Button>
          <Button pending={pending} onClick={() => askToStop(!stopped)}>
            {stopped ? <Play aria-hidden className="size-3.5" /> : <Ban aria-hidden className="size-3.5" />}
            {stopped ? 'Lift the stop' : 'Stop usage'}
          </Button>
        </>
      )}
      {isCrediting ? <CreditDialog customer={customer} onClose={() => setIsCrediting(false)} /> : null}
      {dialog}
    </div>
  )
}
