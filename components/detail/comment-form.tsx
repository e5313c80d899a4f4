'use client'

import { type FormEvent, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toasts'
import { useDraft } from '@/components/ui/use-draft'
import type { CommentedEntity } from '@/lib/activity'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { addComment } from './actions'

/** Comments on a row. The draft stays until it is saved, whatever happens in between. */
export function CommentForm({ entity, id }: { entity: CommentedEntity | 'profiles'; id: string }) {
  const [pending, start] = useTransition()
  const { field, forget } = useDraft(`comment:${entity}:${id}`)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const body = String(new FormData(form).get('comment')).trim()
    if (!body) return
    start(async () => {
      const result = await resultOrUnreachable(addComment({ entity, entity_id: id, body }))
      if (!result.ok) {
        return notify({
          title: 'The comment was not saved',
          description:
            result.kind === 'unreachable' ? `${result.message} Your text is kept.` : result.message,
          failed: true,
        })
      }
      forget()
      form.reset()
    })
  }
  return (
    <form onSubmit={submit} className="mb-3 flex items-end gap-2">
      <textarea
        {...field}
        name="comment"
        rows={1}
        maxLength={2000}
        required
        aria-label="Comment"
        placeholder="Say something about it …"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
            event.currentTarget.form?.requestSubmit()
        }}
        className="field-sizing-content max-h-40 min-h-7 min-w-0 flex-1 resize-none rounded-md border border-line-strong bg-surface px-2.5 py-1 focus-visible:outline-offset-0 max-sm:min-h-11 max-sm:py-2.5"
      />
      <Button type="submit" pending={pending}>
        Comment
      </Button>
    </form>
  )
}
