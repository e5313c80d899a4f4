/**
 * Where to go after signing in: a path of this site, never another origin.
 * @param value what the URL asked for.
 * @returns the path with its query, or "/" for anything that is not a plain path of this site.
 */
export function safePath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/'
  try {
    const url = new URL(value, 'https://site.invalid')
    if (url.origin !== 'https://site.invalid' || url.pathname.startsWith('//')) return '/'
    return url.pathname + url.search
  } catch {
    return '/'
  }
}
