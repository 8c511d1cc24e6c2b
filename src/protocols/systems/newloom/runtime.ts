// The working part of NewLoom for one source, whose options say how its server is spoken to. Loaded by the engine when
// the first such source is watched.
import type { SourceConfig, SystemRuntime } from '../../protocol'
import { me, signIn, signOut } from './account'
import { socketAddress } from './address'
import { Api } from './api'
import { createChatDecoder } from './decode-chat'
import { createStreamsDecoder } from './decode-streams'
import { execute } from './execute'
import { MainChat } from './main-chat'
import { chatOf, dialectOf } from './options'
import { Reader, type StreamNames } from './rest'

export function runtimeFor(source: SourceConfig): SystemRuntime {
  const api = new Api(source)
  const names: StreamNames = new Map()
  const reader = new Reader(api, names)
  const dialect = dialectOf(source)
  const chat = { dialect, guess: () => api.dialect, main: new MainChat(chatOf(source)) }
  return {
    createDecoder: (link) =>
      link === 'chat' ? createChatDecoder(chat) : createStreamsDecoder(names, dialect !== 'deployed'),
    socketAddress,
    signIn: (request, method, fields) => signIn(api, request, method, fields),
    signOut: (request, credentials) => signOut(api, request, credentials),
    me: (request, credentials) => me(api, request, credentials),
    metadata: (request, credentials) => reader.metadata(request, credentials),
    // The document has no such endpoint.
    health: null,
    latest: (request, credentials, signal) => reader.latest(request, credentials, signal),
    // The log of one stream is looked up, its figures are kept by the page.
    history: null,
    execute: (request, credentials, order) => execute(api, request, credentials, order),
    lookUp: (request, credentials, lookup) => reader.lookUp(request, credentials, lookup),
  }
}
