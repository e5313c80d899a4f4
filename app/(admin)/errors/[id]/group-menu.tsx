'use client'

import { Ellipsis } from 'lucide-react'
import { Suspense, use, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { MergeInto } from '../_groups/merge-into'
import type { GroupRow, SimilarGroup, SplitValue } from '../_groups/queries'
import { SplitGroup } from '../_groups/split-group'

type Props = {
  group: GroupRow
  similar: Promise<SimilarGroup[]>
  values: Promise<SplitValue[]>
}

/** What changes which events the group on screen has. */
export function GroupMenu({ group, similar, values }: Props) {
  const [asking, setAsking] = useState<'merge' | 'split' | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      <Menu
        trigger={
          <Button aria-label="More actions" icon>
            <Ellipsis aria-hidden className="size-3.5" />
          </Button>
        }
      >
        <MenuItem onClick={() => setAsking('merge')}>Merge into another group…</MenuItem>
        <Suspense>
          <SplitItem values={values} onClick={() => setAsking('split')} />
        </Suspense>
      </Menu>
      <MergeInto group={group} similar={similar} open={asking === 'merge'} onOpenChange={close} />
      <SplitGroup group={group} values={values} open={asking === 'split'} onOpenChange={close} />
    </>
  )
}

/** Nothing where the events of the group do not differ. */
function SplitItem({ values, onClick }: Pick<Props, 'values'> & { onClick: () => void }) {
  const known = use(values)
  return known.length > 0 ? <MenuItem onClick={onClick}>Split by a value…</MenuItem> : null
}
