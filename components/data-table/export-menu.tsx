'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuLink } from '@/components/ui/menu'
import { listOf } from '@/lib/lists/names'
import { useListUrl } from './list-url'

/** Everything that matches, as a file. */
export function ExportMenu() {
  const { pathname, query } = useListUrl()
  const params = new URLSearchParams(query)
  for (const name of ['after', 'before']) params.delete(name)
  const href = (format: string) => {
    params.set('format', format)
    return `/export/${listOf(pathname)}?${params}`
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label="Export">
          <Download aria-hidden className="size-3.5" />
          <span className="@max-[820px]/head:sr-only">Export</span>
        </Button>
      }
    >
      <MenuLink href={href('csv')} download>
        All that match, as CSV
      </MenuLink>
      <MenuLink href={href('json')} download>
        All that match, as JSON
      </MenuLink>
    </Menu>
  )
}
