import { buttonClass } from '@/components/ui/button'

export const metadata = { title: 'Not found' }

// This page is part of every document, the sign-in page's too: no icon, and a link that needs no router.
export default function NotFound() {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-16 text-center">
      <h1 className="font-medium">There is nothing here</h1>
      <p className="max-w-sm text-fg-2">The address is wrong, or what it named does not exist.</p>
      <a href="/" className={`mt-2 ${buttonClass()}`}>
        Go to the overview
      </a>
    </div>
  )
}
