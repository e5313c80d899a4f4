import { useEffect, useRef, useState } from 'react'

/**
 * Throttles a value that may change often, so that a screen reader does not announce every change.
 * @param value the current value.
 * @param milliseconds the least time between two changes.
 */
export function useThrottledValue<Value>(value: Value, milliseconds: number): Value {
  const [throttled, setThrottled] = useState(value)
  const lastAt = useRef(0)
  useEffect(() => {
    if (value === throttled) return
    const timer = setTimeout(
      () => {
        lastAt.current = Date.now()
        setThrottled(value)
      },
      Math.max(0, lastAt.current + milliseconds - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [value, throttled, milliseconds])
  return throttled
}
