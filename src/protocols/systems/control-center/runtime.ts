// The working part of the Control Center, loaded by the engine when the first such source is watched.
import type { SocketAddress, SystemRuntime } from '../../protocol'
import { socketUrl } from '../../socket-url'
import { createDecoder } from './decode'
import { execute } from './execute'
import { latest, metadata } from './rest'

function socketAddress(baseUrl: string): SocketAddress {
  const url = socketUrl(baseUrl, '/ws')
  return { url: url.href, protocols: [] }
}

export const runtime: SystemRuntime = {
  createDecoder,
  socketAddress: (_link, source) => socketAddress(source.baseUrl),
  signIn: null,
  signOut: null,
  me: null,
  metadata,
  // The document has no such endpoint; newer servers tell it with each state.
  health: null,
  latest,
  history: null,
  execute,
}
