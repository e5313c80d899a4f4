import { cookies } from 'next/headers'
import { type ReactNode, Suspense } from 'react'
import { QuietBoundary } from '@/components/ui/panel-boundary'
import { Toasts } from '@/components/ui/toasts'
import { backendName } from '@/lib/env'
import { requireAdmin } from '@/lib/session/auth'
import { parseTheme, THEME_COOKIE } from '@/lib/theme'
import { AccountMenu } from './account-menu'
import { Breadcrumb } from './breadcrumb'
import { CommandPalette } from './command-palette'
import { LiveData } from './live-data'
import { LiveIndicator } from './live-indicator'
import { Navigation } from './navigation'
import { Notices } from './notices'
import { PulseProvider } from './pulse'
import { ShortcutsButton } from './shortcuts'
import { TabBar } from './tab-bar'
import { TabTitle } from './tab-title'
import { ThemeSwitch } from './theme-switch'

async function Backend() {
  await requireAdmin()
  const name = backendName()
  return (
    <span
      title={`Connected to ${name}`}
      className="ml-auto max-w-20 truncate rounded-sm border border-line-strong px-1.5 text-2xs font-medium tracking-normal text-fg-2"
    >
      {name}
    </span>
  )
}

async function Account() {
  const { email } = await requireAdmin()
  return <AccountMenu email={email} />
}

async function Themes() {
  return <ThemeSwitch initial={parseTheme((await cookies()).get(THEME_COOKIE)?.value)} />
}

/** The frame around every page: navigation at the side or, on a phone, at the bottom; top bar; toasts. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <PulseProvider>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <div className="grid h-dvh grid-cols-1 sm:grid-cols-[220px_minmax(0,1fr)]">
        <aside className="flex min-h-0 flex-col overflow-y-auto p-2.5 pb-2 max-sm:hidden">
          <div className="mb-2.5 flex h-8 items-center gap-2 px-2 font-semibold tracking-tight">
            <Mark />
            <span className="whitespace-nowrap">Kryonex Ops</span>
            <QuietBoundary>
              <Suspense fallback={null}>
                <Backend />
              </Suspense>
            </QuietBoundary>
          </div>
          <Suspense fallback={null}>
            <Navigation />
          </Suspense>
          <div className="mt-auto border-t border-line pt-2">
            <ShortcutsButton />
          </div>
        </aside>
        <div className="flex min-h-0 min-w-0 flex-col overflow-hidden bg-surface sm:my-2 sm:mr-2 sm:rounded-xl sm:border sm:border-line sm:shadow-soft">
          <header className="flex h-11 flex-none items-center gap-3 border-b border-line pr-3 pl-4 max-sm:h-[52px]">
            <Suspense fallback={null}>
              <Breadcrumb />
            </Suspense>
            <div className="ml-auto flex flex-none items-center gap-3">
              <CommandPalette />
              <LiveIndicator />
              <span className="max-lg:hidden">
                <Suspense fallback={<div className="h-7 w-[84px]" />}>
                  <Themes />
                </Suspense>
              </span>
              <QuietBoundary>
                <Suspense fallback={<div className="size-6 rounded-full bg-active" />}>
                  <Account />
                </Suspense>
              </QuietBoundary>
            </div>
          </header>
          <main id="content" tabIndex={-1} className="relative flex min-h-0 flex-1 flex-col outline-none">
            {children}
            <Suspense fallback={null}>
              <Notices />
              <LiveData />
            </Suspense>
          </main>
          <Suspense fallback={<div className="h-16 sm:hidden" />}>
            <TabBar />
          </Suspense>
        </div>
      </div>
      <Toasts />
      <TabTitle />
    </PulseProvider>
  )
}

function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 flex-none">
      <rect width="20" height="20" rx="5" className="fill-fg" />
      <path d="M6.5 5v10M13.5 5 8 10l5.5 5" className="fill-none stroke-canvas stroke-[2.2]" />
    </svg>
  )
}
