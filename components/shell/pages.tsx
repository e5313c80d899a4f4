'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, use } from 'react'
import { findPage, type PageGroup } from '@/lib/pages'

const PagesContext = createContext<readonly PageGroup[]>([])

/** Hands every page of the console to what leads there. */
export function PagesProvider({ groups, children }: { groups: PageGroup[]; children: ReactNode }) {
  return <PagesContext value={groups}>{children}</PagesContext>
}

/** Every page of the console, as the navigation groups them. */
export function usePages(): readonly PageGroup[] {
  return use(PagesContext)
}

/** The page that the address belongs to, with its group. */
export function useCurrentPage() {
  return findPage(usePages(), usePathname())
}
