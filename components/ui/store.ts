import { useSyncExternalStore } from 'react'

export type Store<Value> = {
  get: () => Value
  set: (value: Value) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * A value outside of React that components can follow.
 * @param start runs with the first follower; what it returns runs when the last has left.
 */
export function createStore<Value>(initial: Value, start?: () => () => void): Store<Value> {
  let value = initial
  let stop: (() => void) | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      if (listeners.size === 0) stop = start?.()
      listeners.add(listener)
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop?.()
      }
    },
  }
}

/**
 * Follows a store.
 * @param onServer the value for the server and for hydration: both must draw the same.
 */
export function useStore<Value>(
  { subscribe, get }: Pick<Store<Value>, 'subscribe' | 'get'>,
  onServer: Value,
) {
  return useSyncExternalStore(subscribe, get, () => onServer)
}
