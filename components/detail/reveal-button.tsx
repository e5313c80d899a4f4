'use client'

import { Eye } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'

type Props = { name: string } & Pick<ComponentProps<'button'>, 'onClick' | 'disabled' | 'className'>

/** Shows one masked value. */
export function RevealButton({ name, className, ...button }: Props) {
  return (
    <button
      type="button"
      aria-label={`Reveal ${name}`}
      title="Shows the value. The audit log keeps who looked."
      className={classNames(
        'ml-1.5 inline-flex items-center gap-1 rounded-sm border border-accent-line px-1 font-sans text-2xs text-accent-text hover:bg-accent-tint',
        className,
      )}
      {...button}
    >
      <Eye aria-hidden className="size-3" />
      Reveal
    </button>
  )
}
