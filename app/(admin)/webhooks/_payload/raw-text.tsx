'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { askPayload } from './ask-payload'

type Answer = { lines: string[]; more: boolean }

/** A payload as text, masked, some hundred lines at a time. */
export function RawText({ id }: { id: string }) {
  const [lines, setLines] = useState<string[]>([])
  const [state, setState] = useState<'loading' | 'more' | 'all' | 'failed'>('loading')

  function take({ lines: next, more }: Answer) {
    setLines((before) => [...before, ...next])
    setState(more ? 'more' : 'all')
  }

  useEffect(() => {
    let isWanted = true
    askPayload<Answer>(id, { raw: '0' }).then(
      (answer) => {
        if (!isWanted) return
        setLines(answer.lines)
        setState(answer.more ? 'more' : 'all')
      },
      () => isWanted && setState('failed'),
    )
    return () => {
      isWanted = false
    }
  }, [id])

  async function loadMore() {
    setState('loading')
    await askPayload<Answer>(id, { raw: String(lines.length) }).then(take, () => setState('failed'))
  }

  return (
    <>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Payload as text"
        className="max-h-[460px] min-h-20 overflow-auto whitespace-pre rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-[11.5px] leading-[17px]"
      >
        {lines.join('\n')}
      </section>
      <p className="mt-1.5 flex items-center gap-2 text-xs text-fg-2">
        {state === 'failed' ? <span className="text-critical-text">It could not be read.</span> : null}
        {state === 'all' ? (
          'Masked.'
        ) : (
          <Button size="small" pending={state === 'loading'} onClick={loadMore}>
            {state === 'failed' ? 'Try again' : 'More lines'}
          </Button>
        )}
        <span className="ml-auto">
          <CopyButton label="Copy the text, masked" text={lines.join('\n')} />
        </span>
      </p>
    </>
  )
}
