/** What a session runs on, in words: "Chrome 155" on "Windows". */
export type Device = { program: string; system: string | null }

// The order matters: most browsers name others before themselves.
const PROGRAMS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\b(?:OPR|Opera)\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/iPad/, 'iPad'],
  [/iPhone|iPod/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

/** A program that says its own name first, as `curl/8.1` does. */
const NAMED = /^([A-Za-z][\w .-]{0,40}?)\/(\d+)/

/**
 * Reads a user agent. Anybody can write anything there, so it tells what a session says it runs on, no more.
 * @param userAgent as the request's header had it.
 */
export function readDevice(userAgent: string | null): Device {
  const text = userAgent?.trim() ?? ''
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1] ?? null
  for (const [pattern, name] of PROGRAMS) {
    const version = pattern.exec(text)?.[1]
    if (version) return { program: `${name} ${version}`, system }
  }
  const [, name, version] = NAMED.exec(text) ?? []
  if (name && name !== 'Mozilla') return { program: `${name} ${version}`, system }
  return { program: system ? 'A browser' : 'Unknown device', system }
}

/** @param userAgent as the request's header had it. @returns it in words: "Chrome 155 on Windows". */
export function deviceName(userAgent: string | null): string {
  const { program, system } = readDevice(userAgent)
  return system ? `${program} on ${system}` : program
}
