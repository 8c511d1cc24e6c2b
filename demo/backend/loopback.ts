// Who may talk to the demo: programs and pages of this machine. Pages elsewhere, and names that were made to
// point here (DNS rebinding), are refused with a word why.

import type { IncomingMessage } from 'node:http'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Why a request is refused, or `undefined` when it may pass. */
export function refusalOf(request: Pick<IncomingMessage, 'headers'>): string | undefined {
  const { host, origin } = request.headers
  if (host === undefined || !isLoopback(`http://${host}`)) {
    return `The demo answers only on localhost, 127.0.0.1 and [::1], and was asked for the host "${host ?? ''}".`
  }
  if (origin !== undefined && !isLoopback(origin)) {
    return `The demo answers only pages of localhost, 127.0.0.1 and [::1], and was asked by "${origin}".`
  }
  return undefined
}

/** Whether an address is http or https on this machine, whatever the port. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return (protocol === 'http:' || protocol === 'https:') && LOOPBACK_NAMES.has(hostname)
}
