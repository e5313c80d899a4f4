'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { type ReactNode, useState } from 'react'

/** Hands the document's nonce to components that add styles. Later payloads bring others; the first one counts. */
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [first] = useState(nonce)
  return <CSPProvider nonce={first}>{children}</CSPProvider>
}
