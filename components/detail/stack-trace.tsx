import { plural } from '@/lib/format/format'
import { foldFrames, placesOf } from '@/lib/payloads/stack-frames'

/** A stack trace: the application's own frames stand out, those of libraries and the runtime are folded. */
export function StackTrace({ text }: { text: string | null }) {
  if (!text) return <p className="text-fg-2">Not recorded.</p>
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Stack trace"
      className="max-h-80 overflow-auto rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-[11.5px] leading-[18px]"
    >
      {foldFrames(text).map((part, i) =>
        part.own ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
          <div key={i} className="font-medium whitespace-pre">
            {part.lines.join('\n') || ' '}
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
          <details key={i} className="text-fg-3">
            <summary className="cursor-pointer max-sm:py-[13px]">
              {part.frames} {plural(part.frames, 'frame')} in {placesOf(part.lines)}
            </summary>
            <div className="whitespace-pre">{part.lines.join('\n')}</div>
          </details>
        ),
      )}
    </section>
  )
}
