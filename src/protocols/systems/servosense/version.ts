// The version check: a frame may name the version of its format, and only version 1 is known ("Clients SHOULD
// gate new behavior behind a version check", Versioning).
import { excerpt } from '../../redaction'
import { found } from '../../wire'

const KNOWN = /^v?1(\.\d+)*$/i
const SHOWN = 20

/** The version in words where it is another than ours; `null` for a frame that names none, or a 1.x. */
export function otherVersion(version: unknown): string | null {
  if (version === undefined || version === null) return null
  if (typeof version !== 'string' && typeof version !== 'number') return found(version)
  const name = String(version).trim()
  if (KNOWN.test(name)) return null
  return name === '' ? found('') : excerpt(name, SHOWN)
}
