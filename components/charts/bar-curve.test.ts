import { expect, test } from 'vitest'
import { barCurve } from './bar-curve'
import { axisLabels } from './chart-look'

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

const HOUR = 3_600_000
const points = Array.from({ length: 84 }, (_, i) => ({ at: Date.UTC(2026, 10, 23, 12) + i * 2 * HOUR }))

test('labels of days are as many as have room, each named once and clear of the ends', () => {
  const { byDay, labels } = axisLabels(points, 960, 'UTC')
  expect(byDay).toBe(true)
  expect(labels).toHaveLength(7)
  expect(labels.every((at) => at % (24 * HOUR) === 0)).toBe(true)
})

test('no label stands where it would be cut off', () => {
  const hours = Array.from({ length: 24 }, (_, i) => ({ at: Date.UTC(2026, 10, 29, 13) + i * HOUR }))
  const { labels } = axisLabels(hours, 1100, 'UTC')
  expect(labels.length).toBeGreaterThan(5)
  expect(labels).not.toContain(hours.at(-1)?.at)
})

test('a narrow chart keeps one label, an empty one has none', () => {
  expect(axisLabels(points, 100, 'UTC').labels).toHaveLength(1)
  expect(axisLabels([], 960, 'UTC').labels).toEqual([])
})
