import type { ReactNode } from 'react'

export default function LoginLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-[360px]">
        <p className="mb-4 flex items-center gap-2.5 text-md font-semibold tracking-tight">
          <svg aria-hidden="true" viewBox="0 0 20 20" className="size-6">
            <rect width="20" height="20" rx="5" className="fill-fg" />
            <path d="M6.5 5v10M13.5 5 8 10l5.5 5" className="fill-none stroke-canvas stroke-[2.2]" />
          </svg>
          Kryonex Ops
        </p>
        <div className="rounded-xl border border-line bg-surface p-5 shadow-soft">{children}</div>
      </div>
    </main>
  )
}
