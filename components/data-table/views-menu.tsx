'use client'

import { Bookmark, Check, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { NoteDialog } from '@/components/ui/note-dialog'
import { notify } from '@/components/ui/toasts'
import { colleague } from '@/lib/format/format'
import { type AnyList, homeOf, listOf } from '@/lib/lists/names'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { deleteView, saveView } from './actions'
import { useListUrl } from './list-url'

type View = {
  id: string
  name: string
  query: string
  shared: boolean
  mine: boolean
  owner_email: string | null
}

/** The list's saved views, loaded when the menu opens; saves the current one, for its owner or for all admins. */
export function ViewsMenu() {
  const router = useRouter()
  const { pathname, query } = useListUrl()
  const list = listOf(pathname) as AnyList
  const [views, setViews] = useState<View[] | 'failed' | null>(null)
  const [saving, setSaving] = useState(false)
  const [shared, setShared] = useState(false)
  const [pending, start] = useTransition()

  async function load() {
    const response = await fetch(`/views?list=${list}`).catch(() => null)
    setViews(response?.ok ? await response.json() : 'failed')
  }

  function save(name: string) {
    start(async () => {
      const result = await resultOrUnreachable(saveView({ list, name, query, shared }))
      if (!result.ok)
        return notify({ title: 'The view was not saved', description: result.message, failed: true })
      setSaving(false)
      notify({ title: `View “${name}” saved`, description: shared ? 'All admins have it now.' : undefined })
    })
  }

  function remove(view: View) {
    start(async () => {
      const result = await resultOrUnreachable(deleteView({ id: view.id }))
      if (!result.ok)
        return notify({
          title: 'The view was not deleted',
          description: result.message,
          failed: true,
        })
      const undo = () => saveView({ list, name: view.name, query: view.query, shared: view.shared })
      notify({ title: `View “${view.name}” deleted`, undo })
    })
  }

  return (
    <>
      <Menu
        align="end"
        onOpen={load}
        trigger={
          <Button aria-label="Views" pending={pending}>
            <Bookmark aria-hidden className="size-3.5" />
            <span className="@max-[820px]/head:sr-only">Views</span>
          </Button>
        }
      >
        {views === null ? <p className="px-2 py-1.5 text-fg-2">Loading</p> : null}
        {views === 'failed' ? (
          <p className="px-2 py-1.5 text-critical-text">The views could not be loaded</p>
        ) : null}
        {views?.length === 0 ? <p className="px-2 py-1.5 text-fg-2">No saved views yet</p> : null}
        {Array.isArray(views)
          ? views.map((view) => (
              <div key={view.id} className="flex items-center">
                <MenuItem
                  className="min-w-0 flex-1"
                  onClick={() => router.push(`${homeOf(pathname)}${view.query ? `?${view.query}` : ''}`)}
                >
                  <Check aria-hidden className={view.query === query ? 'size-3.5' : 'size-3.5 opacity-0'} />
                  <span className="min-w-0 flex-1 truncate">{view.name}</span>
                  {view.shared ? (
                    <span className="text-fg-3">
                      {view.mine || !view.owner_email ? 'shared' : `by ${colleague(view.owner_email)}`}
                    </span>
                  ) : null}
                </MenuItem>
                {view.mine ? (
                  <MenuItem aria-label={`Delete the view ${view.name}`} onClick={() => remove(view)}>
                    <Trash2 aria-hidden className="size-3.5 text-fg-3" />
                  </MenuItem>
                ) : null}
              </div>
            ))
          : null}
        <MenuItem className="mt-1 border-t border-line" onClick={() => setSaving(true)}>
          Save this view
        </MenuItem>
      </Menu>
      <NoteDialog
        open={saving}
        onOpenChange={setSaving}
        title="Save this view"
        description="Filters, search and sort of this list. Your own view of the same name is replaced."
        fieldLabel="Name"
        submitLabel="Save"
        singleLine
        pending={pending}
        onSubmit={save}
      >
        <label className="mt-3 flex items-center gap-2 max-sm:min-h-11">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          Share it with all admins
        </label>
      </NoteDialog>
    </>
  )
}
