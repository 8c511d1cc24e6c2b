// The working part of the Workspace chat for one source, whose generation may be fixed. Loaded by the engine when the
// first such source is watched.
import type { Credentials, SocketAddress, SourceConfig, SystemRuntime } from '../../protocol'
import { socketUrl } from '../../socket-url'
import { createDecoder } from './decode'
import { health } from './health'
import { Monitoring } from './monitoring'
import { latest, lookUp, metadata } from './rest'
import { me, signIn, signOut } from './sign-in'

/** A token goes into the first frame, never into the address (C7). Whom nobody named, the server gives a name. */
function socketAddress(baseUrl: string, credentials: Credentials | null): SocketAddress {
  const url = socketUrl(baseUrl, '/ws')
  if (credentials?.name !== undefined) url.searchParams.set('username', credentials.name)
  return { url: url.href, protocols: [] }
}

export function runtimeFor(source: SourceConfig): SystemRuntime {
  const monitoring = new Monitoring()
  return {
    createDecoder: () => createDecoder(source),
    socketAddress: (_link, { baseUrl }, credentials) => socketAddress(baseUrl, credentials),
    signIn,
    signOut,
    me,
    metadata: (request, credentials) => metadata(request, credentials, monitoring),
    health: (request) => health(request, monitoring.systemStatus),
    latest,
    // Of the figures; messages from before are looked up.
    history: null,
    lookUp,
  }
}
