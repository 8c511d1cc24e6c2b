// Where a workspace is: its REST paths and its socket, and how a token is shown at each.
import type { Credentials, SocketAddress, SourceConfig } from '../../protocol'
import { pathSegment } from '../../path-segment'
import { RequestError } from '../../request-error'
import { socketUrl } from '../../socket-url'
import { texts } from './runtime-texts'

/** RFC 9110, 5.6.2: what a subprotocol may consist of. A browser throws a SyntaxError at anything else. */
const SUBPROTOCOL = /^[\w!#$%&'*+.^`|~-]+$/
const SCHEME = 'Token'

/** The id of the watched workspace as it was configured, a number or a text; empty where it was forgotten. */
export function workspaceOf({ options }: SourceConfig): string {
  const workspace = options['workspace']
  return typeof workspace === 'number' || typeof workspace === 'string' ? String(workspace).trim() : ''
}

/** The same as a part of a path. Throws a `RequestError` where it was forgotten, or cannot be one. */
export function workspaceInPath(source: SourceConfig): string {
  const segment = pathSegment(workspaceOf(source))
  if (segment === null) throw new RequestError('unexpected', texts.noWorkspace)
  return segment
}

/** The value of the `Authorization` header. */
export function authorizationOf(credentials: Credentials | null): string | null {
  const token = credentials?.token ?? null
  return token && `${SCHEME} ${token}`
}

export function socketAddress(source: SourceConfig, credentials: Credentials | null): SocketAddress {
  // The server does not find the path without the slash at its end.
  const url = socketUrl(source.baseUrl, `/ws/workspaces/${workspaceInPath(source)}/`)
  const token = credentials?.token ?? null
  if (token === null) return { url: url.href, protocols: [] }
  if (source.options['socketToken'] === 'query') {
    url.searchParams.set('token', token)
    return { url: url.href, protocols: [] }
  }
  return { url: url.href, protocols: [SCHEME, asSubprotocol(token)] }
}

/** The same subprotocol twice is as illegal as a wrong character. */
function asSubprotocol(token: string): string {
  if (!SUBPROTOCOL.test(token) || token.toLowerCase() === SCHEME.toLowerCase()) {
    throw new RequestError('unauthorized', texts.tokenIllegal)
  }
  return token
}
