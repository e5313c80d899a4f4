'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount, formatQuantity, plural } from '@/lib/format/format'
import type { HealthPreview } from './preview'
import { PreviewRows } from './preview-rows'

type Props = { ids: string[]; pending: boolean; onSave: () => void; onClose: () => void }
type Loaded = HealthPreview[] | 'failed' | null

async function load(ids: string[]): Promise<Loaded> {
  const response = await fetch(`/customers/preview?ids=${ids.join(',')}`).catch(() => null)
  return response?.ok ? response.json() : 'failed'
}

const customers = (count: number) => formatQuantity(count, 'customer')

/** Shows what recalculating the health of some customers would change, and saves it on confirmation only. */
export default function RecalculationDialog({ ids, pending, onSave, onClose }: Props) {
  const [rows, setRows] = useState<Loaded>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again.
  useEffect(() => {
    let isCurrent = true
    load(ids).then((loaded) => isCurrent && setRows(loaded))
    return () => {
      isCurrent = false
    }
  }, [ids, round])
  const ready = Array.isArray(rows)
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[min(720px,calc(100vw-2rem))] -translate-x-1/2 flex-col rounded-xl border border-line-strong bg-raised p-4 shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="text-md font-semibold">Recalculate {customers(ids.length)}</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">
            What the model makes of today's rows. Nothing is saved yet.
          </Dialog.Description>
          <div className="my-3 min-h-24 overflow-y-auto border-y border-line">
            {rows === null ? (
              <div className="skeleton my-2 h-20" role="status" aria-label="Calculating" />
            ) : null}
            {rows === 'failed' ? (
              <p role="alert" className="flex items-center gap-3 py-6">
                The effect could not be calculated. Nothing was changed.
                <Button
                  onClick={() => {
                    setRows(null)
                    setRound(round + 1)
                  }}
                >
                  Try again
                </Button>
              </p>
            ) : null}
            {ready ? <PreviewRows rows={rows} /> : null}
          </div>
          <div className="flex justify-end gap-2">
            <Dialog.Close render={<Button />}>Cancel</Dialog.Close>
            <Button
              variant="primary"
              pending={pending}
              disabled={!ready || rows.length === 0}
              onClick={onSave}
            >
              Save {ready ? formatCount(rows.length) : ''} {plural(ready ? rows.length : 0, 'score')}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
