// Readers of what came over the wire: a test says where it looks and what it expects there, and nothing is believed.

type Path = readonly (string | number)[]

/** What is at this path; the last step may lead to nothing, one before it may not. */
export function partOf(data: unknown, ...path: Path): unknown {
  return path.reduce((part, key): unknown => {
    if (part === undefined || part === null) throw new TypeError(`${path.join('.')}: nothing has ${key}`)
    return Reflect.get(Object(part), key)
  }, data)
}

/** The text at this path, or `undefined`. */
export function textOf(data: unknown, ...path: Path): string | undefined {
  const text = partOf(data, ...path)
  if (typeof text === 'string' || text === undefined) return text
  throw new TypeError(`${path.join('.')}: expected text, found ${JSON.stringify(text)}`)
}

/** What is at this path in each entry of a list. */
export function eachOf(list: unknown, ...path: Path): unknown[] {
  if (Array.isArray(list)) return list.map((entry) => partOf(entry, ...path))
  throw new TypeError(`expected a list, found ${JSON.stringify(list)}`)
}
