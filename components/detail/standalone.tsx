'use client'

import Link from 'next/link'
import { type ComponentProps, createContext, type ReactNode, useContext } from 'react'

const Context = createContext(false)

/**
 * Marks a detail that is a page of its own. Where such a page leads to itself with another query, the router would
 * take it for a row of the list that opens beside it, so those links load the document.
 */
export function StandaloneDetail({ children }: { children: ReactNode }) {
  return <Context value={true}>{children}</Context>
}

/** @returns whether this is inside a detail that is a page of its own. */
export const useIsStandalone = () => useContext(Context)

/** A link from a detail to itself with another query. */
export function SelfLink({
  href,
  scroll,
  prefetch,
  ...rest
}: ComponentProps<typeof Link> & { href: string }) {
  if (useIsStandalone()) return <a href={href} {...rest} />
  return <Link href={href} scroll={scroll} prefetch={prefetch} {...rest} />
}
