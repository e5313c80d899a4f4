'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { copyText } from './copy-text'
import { notify } from './toasts'

/** Copies a text and confirms it for a moment, or says why it could not. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  async function copy() {
    if (!(await copyText(text))) {
      return notify({
        title: 'It could not be copied',
        description: 'The browser refused. Over plain HTTP many do; select the text and copy it yourself.',
        failed: true,
      })
    }
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
