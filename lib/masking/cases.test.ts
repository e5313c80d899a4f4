import { afterAll, describe, expect, test } from 'vitest'
import { outlineJson } from '../payloads/json-outline'
import { indexPayload } from '../payloads/payload-index'
import { rawLines } from '../payloads/payload-text'
import payloads from './cases/payloads.json' with { type: 'json' }
import texts from './cases/text.json' with { type: 'json' }
import { type Json, maskJson, maskText } from './mask'

const plain = (text: string) => text.replaceAll('§', '')
const score = new Map<string, { right: number; of: number }>()

function count(family: string, right: boolean) {
  const so = score.get(family) ?? { right: 0, of: 0 }
  score.set(family, { right: so.right + Number(right), of: so.of + 1 })
}

// The score of each family is part of what a run of the tests says.
afterAll(() => {
  for (const [family, { right, of }] of score) console.log(`masks, ${family}: ${right} of ${of}`)
})

describe.each(Object.entries(texts.secret))('%s are hidden', (family, cases) => {
  test.each(cases)('%s', (text, needle) => {
    const masked = maskText(plain(text as string))
    const hidden = !masked.includes(plain(needle as string))
    count(family, hidden)
    expect(hidden, masked).toBe(true)
    expect(maskText(masked)).toBe(masked)
  })
  test.each(cases)('%s, as a value of a payload and as a key', (text, needle) => {
    const masked = JSON.stringify(
      maskJson({ list: [{ message: plain(text as string) }], [plain(text as string)]: 1 }),
    )
    expect(masked).not.toContain(plain(needle as string))
  })
})

describe.each(Object.entries(texts.harmless))('%s stay readable', (family, cases) => {
  test.each(cases)('%s', (text, needle) => {
    const masked = maskText(text as string)
    count(`harmless, ${family}`, masked.includes(needle as string))
    expect(masked).toContain(needle)
  })
})

describe.each(Object.entries(payloads))('a payload of %s', (family, { body, personal, needed }) => {
  const ways: [string, (value: Json) => unknown][] = [
    ['masked whole', (value) => maskJson(value)],
    ['as an outline', (value) => outlineJson(value)],
    [
      'as text',
      (value) =>
        rawLines(indexPayload(value), 0)
          .lines.join('\n')
          .replace(/\n\s*|(?<=:) /g, ''),
    ],
  ]
  test.each(ways)('%s, shows nothing personal and all that is needed', (way, show) => {
    const shown = show(body as Json)
    const text = typeof shown === 'string' ? shown : JSON.stringify(shown)
    const leaks = personal.filter((needle) => text.includes(needle))
    // An outline writes keys and values as values of its own.
    const lost = way === 'as an outline' ? [] : needed.filter((needle) => !text.includes(needle))
    count(`payloads of ${family}`, leaks.length + lost.length === 0)
    expect({ leaks, lost }).toEqual({ leaks: [], lost: [] })
  })
})

describe('3 MB of what would slow a careless pattern down', () => {
  /** Milliseconds of the processor, so that what else runs on the machine does not count. */
  const timeOf = (work: () => void) => {
    const before = process.cpuUsage()
    work()
    return process.cpuUsage(before).user / 1000
  }
  const of = (unit: string) => unit.repeat(Math.ceil(3_000_000 / unit.length))
  test.each(['1', '.', '"', '@', ' ', '-', '=', 'a', '\\'])(
    'of %j alone takes under half a second',
    (unit) => {
      const text = `before ${of(unit)} call 828-555-0142`
      let masked = ''
      const taken = timeOf(() => {
        masked = maskText(text)
      })
      expect(taken).toBeLessThan(500)
      expect(masked).toContain('828 ••• ••42')
    },
  )

  test.each(['a@', '+1', '"a":"', '8285550142 ', '4242 ', '://a:b', '%2B1', '-eyJ', '0207946095 8 '])(
    'of %j takes four times as long as a quarter of it, not sixteen times',
    (unit) => {
      const time = (text: string) => timeOf(() => maskText(text))
      const whole = of(unit).slice(0, 800_000)
      time(whole.slice(0, 200_000))
      const quarter = time(whole.slice(0, 200_000))
      expect(time(whole)).toBeLessThan(10 * quarter + 200)
    },
  )
})
