import { TURNING } from '@/lib/format/turning'

/**
 * A text that somebody wrote, in place among others: it cannot turn what stands beside it, and each sign in it that
 * would turn text is seen. What is copied holds the signs as they were written.
 */
export function Written({ children: text }: { children: string }) {
  if (!TURNING.test(text)) return <bdi>{text}</bdi>
  let place = 0
  return (
    <bdi>
      {text.split(TURNING).map((part) => {
        const key = place++
        if (key % 2 === 0) return part
        const code = part.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
        return (
          <span key={key} data-sign={`U+${code}`}>
            {part}
          </span>
        )
      })}
    </bdi>
  )
}
