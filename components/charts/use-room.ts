import { type RefObject, useEffect, useRef, useState } from 'react'

export type Room = { width: number; height: number }

/**
 * How large the place for a chart is, in pixels, and null while it takes up none: a chart out of sight is neither loaded
 * nor drawn.
 */
export function useRoom(): [place: RefObject<HTMLDivElement | null>, room: Room | null] {
  const place = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    if (!place.current) return
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      setRoom(width > 0 ? { width, height } : null)
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return [place, room]
}
