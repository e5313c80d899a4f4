'use client'

import { HandledBy } from '@/components/data-table/handled-by'
import { RowVerb } from '@/components/data-table/row-verb'
import type { AlertRow } from './queries'
import { useAlertActions } from './use-alert-actions'

/** Acknowledge an alert where it stands; who did, once somebody has. */
export function AlertRowActions({ alert }: { alert: AlertRow }) {
  const { pending, acknowledge } = useAlertActions()
  if (alert.acknowledged_at) {
    return <HandledBy email={alert.acknowledged_by_email} at={alert.acknowledged_at} />
  }
  return (
    <RowVerb
      label="Acknowledge"
      rowName={alert.alert_type}
      keyHint="A"
      pending={pending}
      onClick={() => acknowledge([alert.id])}
    />
  )
}
