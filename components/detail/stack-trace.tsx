const FOREIGN = /node_modules|node:internal|site-packages|lib\/python|\(native\)/

/** A stack trace as text; frames of libraries step back behind the application's own. */
export function StackTrace({ text }: { text: string | null }) {
  if (!text) return <p className="text-fg-2">None was recorded.</p>
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Stack trace"
      className="max-h-80 overflow-auto rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-[11.5px] leading-[18px]"
    >
      {text.split('\n').map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
        <div key={i} className={FOREIGN.test(line) ? 'whitespace-pre text-fg-3' : 'whitespace-pre'}>
          {line || ' '}
        </div>
      ))}
    </section>
  )
}
