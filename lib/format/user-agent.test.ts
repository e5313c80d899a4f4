import { expect, test } from 'vitest'
import { deviceName, readDevice } from './user-agent'

const MOZILLA = 'Mozilla/5.0'
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1`,
    'Safari 19 on iPhone',
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/155.0.0.0 Safari/537.36`,
    'Chrome 155 on Windows',
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/155.0.0.0 Safari/537.36 Edg/155.0.0.0`,
    'Edge 155 on Windows',
  ],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15`,
    'Safari 19 on Mac',
  ],
  [
    `${MOZILLA} (Linux; Android 16; Pixel 10) ${WEBKIT} Chrome/155.0.0.0 Mobile Safari/537.36`,
    'Chrome 155 on Android',
  ],
  [`${MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`, 'Firefox 145 on Linux'],
  [
    `${MOZILLA} (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/155.0 Mobile/15E148 Safari/604.1`,
    'Chrome 155 on iPad',
  ],
  ['curl/8.11.1', 'curl 8'],
  ['python-requests/2.32', 'python-requests 2'],
  ['Kryonex-Mobile/42 (iPhone)', 'Kryonex-Mobile 42 on iPhone'],
  [`${MOZILLA} (Windows NT 10.0)`, 'A browser on Windows'],
  ['<script>alert(1)</script>', 'Unknown device'],
  ['', 'Unknown device'],
  [null, 'Unknown device'],
])('%s is %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name))

test('a very long header is read at once', () => {
  const started = performance.now()
  expect(readDevice(`${'Version/1 Mobile/a '.repeat(5000)}`).system).toBeNull()
  expect(performance.now() - started).toBeLessThan(200)
})
