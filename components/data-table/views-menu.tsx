'use client'

import { Bookmark, Check, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { NoteDialog } from '@/components/ui/note-dialog'
import { colleague } from '@/lib/format/format'
import { type AnyList, homeOf, listOf } from '@/lib/lists/names'
import { useListUrl } from './list-url'
import { useViews, type View } from './use-views'

/** The list's saved views, loaded when the menu opens; saves the current one, for its owner or for all admins. */
export function ViewsMenu() {
  const { pathname, query } = useListUrl()
  const { views, pending, load, save, remove } = useViews(listOf(pathname) as AnyList)
  const [saving, setSaving] = useState(false)
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
          ? views.map((view) => <SavedView key={view.id} view={view} onDelete={() => remove(view)} />)
          : null}
        <MenuItem className="mt-1 border-t border-line" onClick={() => setSaving(true)}>
          Save this view
        </MenuItem>
      </Menu>
      <SaveDialog
        open={saving}
        onOpenChange={setSaving}
        pending={pending}
        onSave={(name, shared) => save({ name, query, shared }, () => setSaving(false))}
      />
    </>
  )
}

function SavedView({ view, onDelete }: { view: View; onDelete: () => void }) {
  const router = useRouter()
  const { pathname, query } = useListUrl()
  return (
    <div className="flex items-center">
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
        <MenuItem aria-label={`Delete the view ${view.name}`} onClick={onDelete}>
          <Trash2 aria-hidden className="size-3.5 text-fg-3" />
        </MenuItem>
      ) : null}
    </div>
  )
}

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  pending: boolean
  onSave: (name: string, shared: boolean) => void
}

function SaveDialog({ onSave, ...dialog }: DialogProps) {
  const [shared, setShared] = useState(false)
  return (
    <NoteDialog
      title="Save this view"
      description="Filters, search and sort of this list. Your own view of the same name is replaced."
      fieldLabel="Name"
      submitLabel="Save"
      singleLine
      onSubmit={(name) => onSave(name, shared)}
      {...dialog}
    >
      <label className="mt-3 flex items-center gap-2 max-sm:min-h-11">
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
        Share it with all admins
      </label>
    </NoteDialog>
  )
}
