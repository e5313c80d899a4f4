import { describe, expect, it } from 'vitest'
import { foldFrames, placesOf } from './stack-frames'

const node = `TimeoutError: too late
    at Timeout.run (/app/node_modules/axios/lib/http.js:690:16)
    at listOnTimeout (node:internal/timers:581:17)
    at fetchCall (/app/src/calls.js:58:24)
    at next (node:events:1:1)`

const python = `Traceback (most recent call last):
  File "/srv/worker.py", line 88, in run
    result = analyse(call)
  File "/usr/lib/python3.12/json/decoder.py", line 340, in decode
    obj = self.raw_decode(s)
JSONDecodeError: Expecting value`

describe('stack frames', () => {
  it('folds the frames of libraries and the runtime', () => {
    expect(foldFrames(node).map(({ own, frames }) => [own, frames])).toEqual([
      [true, 0],
      [false, 2],
      [true, 1],
      [false, 1],
    ])
  })

  it('keeps a source line with its frame', () => {
    expect(foldFrames(python).map(({ own, lines }) => [own, lines.length])).toEqual([
      [true, 3],
      [false, 2],
      [true, 1],
    ])
  })

  it('loses no line', () => {
    for (const text of [node, python, '', 'plain']) {
      expect(
        foldFrames(text)
          .flatMap(({ lines }) => lines)
          .join('\n'),
      ).toBe(text)
    }
  })

  it('names whose they are', () => {
    expect(placesOf(node.split('\n').slice(1, 3))).toBe('axios, node:internal')
    expect(placesOf(['  File "/usr/lib/python3.12/json/decoder.py", line 3'])).toBe('python')
    expect(placesOf(['    at (native)'])).toBe('the runtime')
  })
})
