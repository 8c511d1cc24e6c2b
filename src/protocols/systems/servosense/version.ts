// The version check: a frame may name the version of its format, and only version 1 is known ("Clients SHOULD
// gate new behavior behind a version check", Versioning). Judges frames, and by them the connection.
import type { Update } from '../../../domain/updates'
import { excerpt } from '../../redaction'
import { found } from '../../wire'
import { texts } from './runtime-texts'

const KNOWN = /^v?1(\.\d+)*$/i
const SHOWN = 20
/** So many frames of another version before the first of ours, and the server does not speak ours at all. */
const ENOUGH = 3

/** The version in words where it is another than ours; `null` for a frame that names none, or a 1.x. */
export function otherVersion(version: unknown): string | null {
  if (version === undefined || version === null) return null
  if (typeof version !== 'string' && typeof version !== 'number') return found(version)
  const name = String(version).trim()
  if (KNOWN.test(name)) return null
  return name === '' ? found('') : excerpt(name, SHOWN)
}

/**
 * What is to be said of the versions of one connection. One that speaks ours as well is told of once and kept, for
 * the rest of it is good. One that does not is no live link, however long it stands open: it is turned away, so that
 * polling takes its place, and tried again, for the server may be changed back.
 */
export class VersionGate {
  #speaksOurs = false
  #other: string | null = null
  #others = 0
  #isTold = false

  /** A frame of our version was understood. */
  ours(): Update[] {
    this.#speaksOurs = true
    return this.#tell()
  }

  /** A frame is of another version. */
  another(version: string): Update[] {
    this.#other = version
    this.#others++
    if (this.#speaksOurs) return this.#tell()
    if (this.#others !== ENOUGH) return []
    return [{ kind: 'refusal', action: 'retry', text: texts.otherVersionNotice(version) }]
  }

  #tell(): Update[] {
    if (this.#isTold || this.#other === null) return []
    this.#isTold = true
    const message = texts.otherVersionNotice(this.#other)
    return [{ kind: 'log', level: 'WARN', message, sensor: null, time: null }]
  }
}
