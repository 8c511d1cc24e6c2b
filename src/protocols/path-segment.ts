// One part of a path out of what came over the wire, or from a configuration.

/** Encoded; `null` for what cannot be a part: nothing, dots that would climb, half a character. */
export function pathSegment(id: string): string | null {
  if (id === '' || id === '.' || id === '..') return null
  try {
    return encodeURIComponent(id)
  } catch {
    return null
  }
}
