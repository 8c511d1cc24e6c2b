// The working part of ServoSense for one source, whose workspace is in every path. Loaded by the engine when the
// first such source is watched.
import type { SourceConfig, SystemRuntime } from '../../protocol'
import { socketAddress } from './address'
import { createDecoder } from './decode'
import { execute } from './execute'
import { latest, me, metadata, signIn } from './rest'
import { ToldUnits } from './units'

export function runtimeFor(source: SourceConfig): SystemRuntime {
  const polledUnits = new ToldUnits()
  return {
    createDecoder: () => createDecoder(source),
    socketAddress: (_link, config, credentials) => socketAddress(config, credentials),
    signIn,
    // The server has no way to end a token.
    signOut: null,
    me,
    metadata: (request, credentials) => metadata(request, credentials, source),
    health: null,
    latest: (request, credentials, signal) => latest(request, credentials, signal, source, polledUnits),
    // "There is no history and no list of events: the page keeps its own" (field note).
    history: null,
    execute: (request, credentials, order) => execute(request, credentials, source, order),
  }
}
