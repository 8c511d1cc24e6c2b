// Where the sockets of NewLoom are, and how a sign-in is shown at each door.
import type { Credentials, RequestOptions, SocketAddress, SourceConfig } from '../../protocol'
import { CSRF } from './csrf'
import { socketUrl } from '../../socket-url'

/**
 * "Token Authentication: ?token=…": the document knows no other way for a token (C7). A session shows its cookie by
 * itself. The server does not find the path without the slash at its end.
 */
export function socketAddress(
  link: string,
  { baseUrl }: SourceConfig,
  credentials: Credentials | null,
): SocketAddress {
  const url = socketUrl(baseUrl, `/ws/${link === 'chat' ? 'chat' : 'streams'}/`)
  if (typeof credentials?.token === 'string') url.searchParams.set('token', credentials.token)
  return { url: url.href, protocols: [] }
}

/** What goes with a request that reads. */
export function reading(credentials: Credentials | null): Pick<RequestOptions, 'authorization'> {
  return typeof credentials?.token === 'string' ? { authorization: `Token ${credentials.token}` } : {}
}

/** What goes with a request that changes something: Django asks for its CSRF token where the cookie is the sign-in. */
export function writing(credentials: Credentials | null): Pick<RequestOptions, 'authorization' | 'csrf'> {
  if (typeof credentials?.token === 'string') return reading(credentials)
  return { csrf: CSRF }
}
