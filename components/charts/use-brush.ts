import { useState } from 'react'
import type { HistogramPoint } from '@/lib/lists/histogram'

type Pointed = { activeTooltipIndex?: unknown }

const indexOf = ({ activeTooltipIndex }: Pointed) => {
  const index = Number(activeTooltipIndex ?? Number.NaN)
  return Number.isInteger(index) ? index : null
}

/**
 * A stretch of bars that is dragged over with the mouse.
 * @param points the chart's bars.
 * @param onBrush receives where the first of them begins and the last ends, in milliseconds since 1970.
 * @returns the chart's mouse handlers, and the bars between which to draw the stretch.
 */
export function useBrush(points: HistogramPoint[], onBrush?: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<[start: number, end: number] | null>(null)
  if (!onBrush) return { handlers: {}, stretch: null }
  const [first, last] = drag ? [Math.min(...drag), Math.max(...drag)] : [0, 0]
  const handlers = {
    onMouseDown: (pointed: Pointed) => {
      const index = indexOf(pointed)
      setDrag(index === null ? null : [index, index])
    },
    onMouseMove: (pointed: Pointed) => {
      const index = indexOf(pointed)
      if (drag && index !== null && index !== drag[1]) setDrag([drag[0], index])
    },
    onMouseLeave: () => setDrag(null),
    onMouseUp: () => {
      const [from, to] = [points[first]?.at, points[last]?.until]
      setDrag(null)
      if (drag && from !== undefined && to !== undefined) onBrush(from, to)
    },
  }
  return { handlers, stretch: drag && { x1: points[first]?.at, x2: points[last]?.at } }
}
