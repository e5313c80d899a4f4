'use client'

import { createContext, type ReactNode, use } from 'react'
import type { BULK_ACTIONS, List } from '@/lib/lists/names'
import type { ActionResult } from '@/lib/session/action-result'

/** Everything that matches a filter, and what is done to it. */
export type BulkAct = {
  list: List
  action: (typeof BULK_ACTIONS)[number]
  filter: Record<string, string | string[] | null>
}

/** A part of it: what matched when it was counted, under one bulk. */
export type BulkPart = BulkAct & {
  note?: string
  frozen_at: string
  bulk?: string
  forwardToPlatform: boolean
}

/** Which rows matched, and when; of groups of errors also their unresolved errors and how many different texts those have. */
export type Frozen = {
  matches: number
  frozen_at: string
  errors: number | null
  texts: number | null
  more_texts: boolean | null
}

type Done = { done: number; bulk_id: string; remaining: boolean; handover: string | null }
type Undone = { undone: number; kept: number; remaining: boolean }

/** The server actions of bulk actions. They know every declared list, so the application hands them in. */
export type BulkActions = {
  freezeMatching: (act: BulkAct) => Promise<ActionResult<Frozen>>
  actOnMatching: (part: BulkPart) => Promise<ActionResult<Done>>
  undoBulk: (bulk: { bulk: string; list: List }) => Promise<ActionResult<Undone>>
}

const Actions = createContext<BulkActions | null>(null)

/** Hands the server actions of bulk actions to every table inside. */
export function BulkActionsProvider({ actions, children }: { actions: BulkActions; children: ReactNode }) {
  return <Actions value={actions}>{children}</Actions>
}

/** @returns the server actions of bulk actions. */
export function useBulkActions(): BulkActions {
  const actions = use(Actions)
  if (!actions) throw new Error('Bulk actions need a BulkActionsProvider around them')
  return actions
}
