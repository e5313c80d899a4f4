import { useEffect, useRef, useState } from 'react'

/**
 * Follows a value that may change often, so that it is not read out each time.
 * @param value the value now.
 * @param milliseconds the least time between two changes.
 */
export function useRarely<Value>(value: Value, milliseconds: number): Value {
  const [told, setTold] = useState(value)
  const lastAt = useRef(0)
  useEffect(() => {
    if (value === told) return
    const timer = setTimeout(
      () => {
        lastAt.current = Date.now()
        setTold(value)
      },
      Math.max(0, lastAt.current + milliseconds - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [value, told, milliseconds])
  return told
}
