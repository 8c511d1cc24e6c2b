// The working part of WebMACS, loaded by the engine when the first such source is watched.
import type { SocketAddress, SystemRuntime } from '../../protocol'
import { socketUrl } from '../../socket-url'
import { createDecoder } from './decode'
import { health, history, latest, me, metadata, signIn, signOut } from './rest'

/** The token goes into the URL because the document knows no other way (C7). */
function socketAddress(baseUrl: string, token: string | null): SocketAddress {
  const url = socketUrl(baseUrl, '/ws/datapoints/stream')
  if (token !== null) url.searchParams.set('token', token)
  return { url: url.href, protocols: [] }
}

export const runtime: SystemRuntime = {
  createDecoder,
  socketAddress: (_link, source, credentials) => socketAddress(source.baseUrl, credentials?.token ?? null),
  signIn,
  signOut,
  me,
  metadata,
  health,
  latest,
  history,
}
