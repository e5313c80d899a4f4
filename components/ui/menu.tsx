'use client'

import {
  type ComponentProps,
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  use,
  useState,
} from 'react'

type Parts = typeof import('./menu-popup')

const LoadedParts = createContext<Parts | null>(null)

const load = () => import('./menu-popup')

type Props = {
  /** A button. */
  trigger: ReactElement<ComponentProps<'button'>>
  align?: 'start' | 'end'
  /** Called each time it opens. */
  onOpen?: () => void
  children: ReactNode
}

/** A button that opens a menu. The code of menus loads when the first one is pointed at or focused. */
export function Menu({ trigger, align, onOpen, children }: Props) {
  const [parts, setParts] = useState<Parts | null>(null)
  const open = () => {
    onOpen?.()
    load().then(setParts)
  }
  if (!parts) {
    return cloneElement(trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onPointerEnter: load,
      onFocus: load,
      onClick: open,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        open()
      },
    })
  }
  return (
    <LoadedParts value={parts}>
      <parts.MenuPopup trigger={trigger} align={align} onOpen={onOpen}>
        {children}
      </parts.MenuPopup>
    </LoadedParts>
  )
}

/** What a menu does when chosen. */
export function MenuItem(props: ComponentProps<Parts['MenuItem']>) {
  const parts = use(LoadedParts)
  return parts ? <parts.MenuItem {...props} /> : null
}

/** Where a menu leads. */
export function MenuLink(props: ComponentProps<Parts['MenuLink']>) {
  const parts = use(LoadedParts)
  return parts ? <parts.MenuLink {...props} /> : null
}

/** A choice that can be on together with others; the menu stays open. */
export function MenuCheckboxItem(props: ComponentProps<Parts['MenuCheckboxItem']>) {
  const parts = use(LoadedParts)
  return parts ? <parts.MenuCheckboxItem {...props} /> : null
}
