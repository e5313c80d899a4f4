'use client'

import { useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import type { AnyList } from '@/lib/lists/names'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { deleteView, saveView } from './actions'

/** A list as somebody filtered and sorted it, under a name. */
export type View = {
  id: string
  name: string
  query: string
  shared: boolean
  mine: boolean
  owner_email: string | null
}

type NewView = Pick<View, 'name' | 'query' | 'shared'>

/** A list's saved views: loads them, saves one, and deletes one with a way back. */
export function useViews(list: AnyList) {
  const [views, setViews] = useState<View[] | 'failed' | null>(null)
  const [pending, start] = useTransition()

  async function load() {
    const response = await fetch(`/views?list=${list}`).catch(() => null)
    setViews(response?.ok ? await response.json() : 'failed')
  }

  function save({ name, query, shared }: NewView, onDone?: () => void) {
    start(async () => {
      const result = await resultOrUnreachable(saveView({ list, name, query, shared }))
      if (!result.ok)
        return notify({ title: 'The view was not saved', description: result.message, failed: true })
      onDone?.()
      notify({ title: `View “${name}” saved`, description: shared ? 'All admins have it now.' : undefined })
    })
  }

  function remove(view: View) {
    start(async () => {
      const result = await resultOrUnreachable(deleteView({ id: view.id }))
      if (!result.ok)
        return notify({ title: 'The view was not deleted', description: result.message, failed: true })
      notify({ title: `View “${view.name}” deleted`, undo: () => save(view) })
    })
  }

  return { views, pending, load, save, remove }
}
