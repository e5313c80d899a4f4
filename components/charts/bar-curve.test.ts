import { expect, test } from 'vitest'
import { barCurve } from './bar-curve'
import { labelledPoints } from './chart-look'

/** Draws areas as d3 does: along the tops, then back along the feet. */
function draw(areas: { x: number; top: number; foot: number }[][]) {
  const rects: number[][] = []
  const curve = barCurve(10)({ rect: (...rect) => rects.push(rect) })
  for (const points of areas) {
    curve.areaStart()
    curve.lineStart()
    for (const { x, top } of points) curve.point(x, top)
    curve.lineEnd()
    curve.lineStart()
    for (const { x, foot } of points.toReversed()) curve.point(x, foot)
    curve.lineEnd()
    curve.areaEnd()
  }
  return rects
}

test('every point of an area is a bar from its top to its foot, a seam short', () => {
  const bars = draw([
    [
      { x: 5, top: 20, foot: 40 },
      { x: 16, top: 30, foot: 40 },
    ],
    [{ x: 38, top: 39, foot: 40 }],
  ])
  expect(bars).toEqual([
    [0, 20, 10, 19.25],
    [11, 30, 10, 9.25],
    [33, 39, 10, 0.5],
  ])
})

test('nothing is drawn where nothing was counted', () => {
  expect(draw([[{ x: 5, top: 40, foot: 40 }]])).toEqual([])
})

const points = Array.from({ length: 90 }, (_, at) => ({ at }))

test('labels of time are as many as have room, evenly apart and clear of the ends', () => {
  const labels = labelledPoints(points, 960)
  expect(labels).toHaveLength(10)
  expect(new Set(labels.slice(1).map((at, i) => at - (labels[i] ?? 0)))).toEqual(new Set([9]))
  expect(labels[0]).toBeGreaterThan(2)
  expect(labels.at(-1)).toBeLessThan(87)
})

test('a narrow chart keeps one label, an empty one has none', () => {
  expect(labelledPoints(points, 40)).toHaveLength(1)
  expect(labelledPoints([], 960)).toEqual([])
})
