import type { ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'

/** The foot of a list: its keys on the left, where one is in it on the right. */
export function StatusBar({
  keys,
  children,
}: {
  keys: readonly (readonly [string, string])[]
  children?: ReactNode
}) {
  return (
    <div
      data-foot
      className="flex h-[30px] flex-none items-center gap-3.5 border-t border-line px-4 text-[11.5px] leading-4 whitespace-nowrap text-fg-3 sm:order-last max-sm:h-12 max-sm:not-has-[a,button]:hidden max-sm:has-[button]:sticky max-sm:has-[button]:bottom-0 max-sm:has-[button]:z-20 max-sm:has-[button]:bg-surface"
    >
      <span className="flex h-5 min-w-0 flex-wrap gap-x-3.5 gap-y-2 overflow-hidden max-sm:hidden">
        {keys.map(([key, does]) => (
          <span key={does} className="inline-flex h-5 items-center gap-1.5">
            {key.split(' ').map((part) => (
              <Kbd key={part}>{part}</Kbd>
            ))}
            {does}
          </span>
        ))}
      </span>
      <span className="ml-auto flex flex-none items-center gap-3">{children}</span>
    </div>
  )
}
