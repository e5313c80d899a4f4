import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export type Look = { variant?: 'default' | 'primary' | 'ghost'; size?: 'small' | 'normal'; icon?: boolean }

/** The classes of a button, for elements that must look like one. */
export function buttonClass({ variant = 'default', size = 'normal', icon = false }: Look = {}): string {
  return classNames(
    'inline-flex items-center justify-center gap-1.5 whitespace-nowrap font-medium transition-colors duration-100',
    'disabled:cursor-default disabled:opacity-60 aria-disabled:opacity-60',
    size === 'small' ? 'h-6 rounded-[5px] text-xs' : 'h-7 rounded-md text-[12.5px]',
    'max-sm:h-11 max-sm:min-w-11 max-sm:rounded-md max-sm:text-sm',
    icon ? (size === 'small' ? 'w-6 max-sm:w-11' : 'w-7 max-sm:w-11') : size === 'small' ? 'px-2' : 'px-2.5',
    variant === 'default' && 'border border-line-strong bg-raised text-fg shadow-soft hover:bg-hover',
    variant === 'primary' &&
      'border border-accent bg-accent text-on-accent shadow-soft hover:bg-accent-hover',
    variant === 'ghost' && 'text-fg-2 hover:bg-active hover:text-fg',
  )
}

/** A push button; `pending` shows that its action runs and refuses a second press. */
export function Button({
  variant,
  size,
  icon,
  pending = false,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Look & { pending?: boolean }) {
  return (
    <button
      type={type}
      aria-busy={pending || undefined}
      {...rest}
      disabled={rest.disabled || pending}
      className={classNames(buttonClass({ variant, size, icon }), className)}
    />
  )
}
