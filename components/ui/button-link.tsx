import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonClass, type Look } from './button'
import { classNames } from './class-names'

/** A link that looks like a button. */
export function ButtonLink({ variant, size, icon, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={classNames(buttonClass({ variant, size, icon }), className)} />
}
