type Path = { rect: (x: number, y: number, width: number, height: number) => void }

/** The gap between stacked bars, in pixels. */
const SEAM = 0.75

/**
 * A curve that draws an area as bars: one path for all bars of a series, where an element for each of some five hundred
 * takes a phone half a second.
 * @param width a bar's width, in pixels.
 * @returns what recharts takes for a curve (https://d3js.org/d3-shape/curve#custom-curves).
 */
export function barCurve(width: number) {
  return (path: Path) => {
    let tops: [x: number, y: number][] | null = null
    let line: [x: number, y: number][] = []
    return {
      areaStart() {
        tops = null
      },
      areaEnd() {},
      lineStart() {
        line = []
      },
      point(x: number, y: number) {
        line.push([x, y])
      },
      // An area is a line along its tops and one back along its feet.
      lineEnd() {
        if (tops === null) {
          tops = line
          return
        }
        const feet = line.reverse()
        tops.forEach(([x, top], i) => {
          const height = (feet[i]?.[1] ?? top) - top
          if (height > 0) path.rect(x - width / 2, top, width, Math.max(height - SEAM, height / 2))
        })
      },
    }
  }
}
