/**
 * What streams in is on screen with the next frame. React would hold it back until 300 ms after the shell or whatever
 * came before it, by the time that it keeps in `$RT`; without one it does not wait.
 */
const SCRIPT = "Object.defineProperty(window,'$RT',{get(){},set(){}})"

/** @param nonce what the document's policy asks of its scripts. */
export function RevealAtOnce({ nonce }: { nonce: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {SCRIPT}
    </script>
  )
}
