'use client'

import { ChevronDown, ChevronUp, Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { isTyping } from '@/lib/keyboard'
import { useListPanel } from './list-panel'

const iconLink = buttonClass({ variant: 'ghost', size: 'small', icon: true })

/**
 * The frame of a detail beside its list: neighbours, link, full page, close. Esc closes it.
 * @param label what the panel shows, for screen readers.
 */
export function DetailPanel({ label, children }: { label: string; children: ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const query = useSearchParams().toString()
  const suffix = query ? `?${query}` : ''
  const [list, id] = [
    pathname.slice(0, pathname.lastIndexOf('/')),
    pathname.slice(pathname.lastIndexOf('/') + 1),
  ]
  const { order } = useListPanel()
  const at = order.indexOf(id)
  const close = list + suffix

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key === 'Escape' && !isTyping(event)) router.push(close, { scroll: false })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [router, close])

  function neighbour(step: -1 | 1) {
    const next = at < 0 ? undefined : order[at + step]
    const [name, Icon] = step < 0 ? ['Previous row', ChevronUp] : ['Next row', ChevronDown]
    if (!next) {
      return (
        <span aria-hidden className={`${iconLink} opacity-40`}>
          <Icon className="size-4" />
        </span>
      )
    }
    return (
      <Link
        href={`${list}/${next}${suffix}`}
        scroll={false}
        aria-label={name}
        title={name}
        className={iconLink}
      >
        <Icon aria-hidden className="size-4" />
      </Link>
    )
  }

  return (
    <section
      aria-label={label}
      className="flex min-h-0 w-[456px] flex-none flex-col border-l border-line bg-surface max-lg:absolute max-lg:inset-0 max-lg:z-20 max-lg:w-auto max-lg:border-l-0"
    >
      <div className="flex h-11 flex-none items-center gap-1 border-b border-line pr-3 pl-4 max-sm:h-[52px]">
        <span className="mr-auto text-fg-2">
          {at >= 0 ? (
            <>
              {at + 1} of {order.length}
              <span className="max-sm:sr-only"> on this page</span>
            </>
          ) : null}
        </span>
        {neighbour(-1)}
        {neighbour(1)}
        <CopyLink path={pathname} />
        {/* A plain link on purpose: a full load shows the detail as a page of its own. */}
        <a href={pathname} aria-label="Open as a page" title="Open as a page" className={iconLink}>
          <Maximize2 aria-hidden className="size-3.5" />
        </a>
        <Link href={close} scroll={false} aria-label="Close" title="Close" className={iconLink}>
          <X aria-hidden className="size-4" />
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </section>
  )
}

function CopyLink({ path }: { path: string }) {
  return (
    <CopyButton
      label="Copy the link"
      text={typeof location === 'undefined' ? path : location.origin + path}
    />
  )
}
