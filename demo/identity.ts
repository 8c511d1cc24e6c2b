// Public ids derived from names, so that ids survive a restart of the demo.

import { createHash } from 'node:crypto'

/** A UUID (version 5 in shape) that is the same for the same kind and name, always. */
export function publicId(kind: string, name: string): string {
  const hex = createHash('sha1').update(`watchdeck-demo/${kind}/${name}`).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
