'use client'

import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { classNames } from './class-names'

const item =
  'flex min-h-7 max-sm:min-h-11 cursor-default items-center gap-2 rounded-md px-2 text-[12.5px] outline-none select-none data-highlighted:bg-hover'

/** The menu itself, open from the start: its code loads on demand. */
export function MenuPopup({
  trigger,
  align = 'start',
  onOpen,
  children,
}: {
  trigger: ReactElement
  align?: 'start' | 'end'
  onOpen?: () => void
  children: ReactNode
}) {
  return (
    <BaseMenu.Root defaultOpen onOpenChange={(open) => open && onOpen?.()}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={6} align={align} className="z-40 outline-none">
          <BaseMenu.Popup className="max-h-[min(400px,var(--available-height))] min-w-44 overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-float outline-none">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof BaseMenu.Item>) {
  return <BaseMenu.Item {...rest} className={classNames(item, className as string)} />
}

export function MenuLink({ className, ...rest }: ComponentProps<typeof BaseMenu.LinkItem>) {
  return <BaseMenu.LinkItem {...rest} className={classNames(item, className as string)} />
}

/** A choice that can be on together with others; the menu stays open. */
export function MenuCheckboxItem({
  children,
  detail,
  ...rest
}: ComponentProps<typeof BaseMenu.CheckboxItem> & { detail?: ReactNode }) {
  return (
    <BaseMenu.CheckboxItem closeOnClick={false} {...rest} className={item}>
      <span className="grid size-3.5 flex-none place-items-center rounded-[3.5px] border border-line-control">
        <BaseMenu.CheckboxItemIndicator className="grid size-full place-items-center bg-accent text-on-accent">
          <Check aria-hidden className="size-3 stroke-[3]" />
        </BaseMenu.CheckboxItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail !== undefined ? <span className="text-fg-3">{detail}</span> : null}
    </BaseMenu.CheckboxItem>
  )
}
