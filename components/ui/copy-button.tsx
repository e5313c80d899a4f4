'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'

/** Copies a text and confirms it for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  const Icon = copied ? Check : Copy
  return (
    <Button
      variant="ghost"
      size="small"
      icon
      aria-label={copied ? 'Copied' : label}
      title={label}
      onClick={copy}
    >
      <Icon aria-hidden className="size-3.5" />
    </Button>
  )
}
