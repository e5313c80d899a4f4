/**
 * Disables React's throttle of Suspense boundaries: streamed content is on screen with the next frame. React would
 * hold it back until 300 ms after the previous boundary, by the time it keeps in `$RT`; without one it does not wait.
 */
const SCRIPT = "Object.defineProperty(window,'$RT',{get(){},set(){}})"

/** @param nonce what the document's policy asks of its scripts. */
export function DisableSuspenseThrottle({ nonce }: { nonce: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {SCRIPT}
    </script>
  )
}
