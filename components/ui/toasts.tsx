'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import type { Notice, Show } from './notice'
import { recordUserAction } from './user-actions'

const ToastRegion = dynamic(() => import('./toast-region'), { ssr: false })

let setReady: (show: Show) => void = () => undefined
const ready = new Promise<Show>((resolve) => {
  setReady = resolve
})
let mountRegion: (() => void) | undefined
let lastUndo: { run: () => void; close?: () => void } | undefined

/**
 * Says what became of an action. With `undo` it stays for 10 seconds and offers to take it back, also
 * by the key U; a failure stays until it is dismissed.
 */
export function notify(notice: Notice) {
  recordUserAction()
  const undo: typeof lastUndo = notice.undo && { run: notice.undo }
  lastUndo = undo
  mountRegion?.()
  ready.then((show) => {
    const close = show(notice)
    if (undo) undo.close = close
  })
}

/** Takes back the last action that can be, if any. @returns whether there was one. */
export function undoLast(): boolean {
  if (!lastUndo) return false
  const { run, close } = lastUndo
  lastUndo = undefined
  close?.()
  run()
  return true
}

/** Where the outcomes of actions are shown; one for the whole application, loaded once the page is at rest. */
export function Toasts() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    mountRegion = () => setWanted(true)
    const timer = setTimeout(mountRegion, 2000)
    return () => clearTimeout(timer)
  }, [])
  return wanted ? <ToastRegion onReady={setReady} /> : null
}
