import { plural } from '@/lib/format/format'

/** Signals of new critical alerts; both off until somebody turns them on in this browser. */
export const SIGNALS = ['sound', 'notification'] as const
export type Signal = (typeof SIGNALS)[number]

const key = (signal: Signal) => `kryonex-signal-${signal}`

/** @returns whether this signal is on. */
export function signalWanted(signal: Signal): boolean {
  return localStorage.getItem(key(signal)) === 'on'
}

/** @returns whether any signal is on, so that hidden tabs go on asking. */
export function signalsWanted(): boolean {
  return SIGNALS.some(signalWanted)
}

/**
 * Turns a signal on or off in this browser; for notifications the browser asks for its consent.
 * @returns whether it is on now.
 */
export async function chooseSignal(signal: Signal, on: boolean): Promise<boolean> {
  const allowed = !on || signal !== 'notification' || (await Notification.requestPermission()) === 'granted'
  if (on && allowed) localStorage.setItem(key(signal), 'on')
  else localStorage.removeItem(key(signal))
  return on && allowed
}

/** Two short tones. */
function sound() {
  const audio = new AudioContext()
  for (const [at, pitch] of [
    [0, 660],
    [0.18, 880],
  ] as const) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    volume.gain.value = 0.08
    tone.frequency.value = pitch
    tone.connect(volume).connect(audio.destination)
    tone.start(audio.currentTime + at)
    tone.stop(audio.currentTime + at + 0.14)
  }
  setTimeout(() => audio.close(), 1000)
}

/** Signals new critical alerts in the ways that are on. @param count how many are open. */
export function signalCritical(count: number) {
  if (signalWanted('sound')) sound()
  if (signalWanted('notification') && Notification.permission === 'granted') {
    const notification = new Notification(`${count} critical ${plural(count, 'alert')} open`, {
      body: 'Kryonex Ops',
      tag: 'kryonex-critical',
    })
    notification.onclick = () => window.focus()
  }
}
