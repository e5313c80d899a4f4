'use client'

import { Kbd } from '@/components/ui/kbd'

/**
 * The action of one row: quiet at rest, primary with its key while the row has the focus, and
 * a plain button under a finger.
 * @param rowName what the row is, for those who hear the buttons without their rows.
 */
export function RowVerb(props: {
  label: string
  rowName: string
  keyHint: string
  pending?: boolean
  onClick: () => void
}) {
  const { label, rowName, keyHint, pending = false, onClick } = props
  return (
    // What has no room grows over the end of the column before it, not out of the list.
    <span className="flex justify-end">
      <button
        type="button"
        aria-label={`${label} ${rowName}`}
        aria-busy={pending || undefined}
        disabled={pending}
        onClick={onClick}
        className="above-row -mr-2 inline-flex h-6 items-center gap-1.5 rounded-[5px] border border-transparent px-2 text-xs font-medium text-fg-2 after:absolute after:-inset-[7px] hover:bg-active hover:text-fg disabled:opacity-60 pointer-coarse:border-line-strong pointer-coarse:bg-raised @max-[520px]/list:mr-0 @max-[520px]/list:h-8 @max-[520px]/list:border-line-strong @max-[520px]/list:bg-raised @max-[520px]/list:px-2.5 [tr:focus-within_&]:mr-0 [tr:focus-within_&]:border-accent [tr:focus-within_&]:bg-accent [tr:focus-within_&]:text-on-accent"
      >
        {label}
        <span className="hidden [tr:focus-within_&]:inline-flex [[data-reading]_&]:hidden!">
          <Kbd inherit>{keyHint}</Kbd>
        </span>
      </button>
    </span>
  )
}
