// The registry of systems: the folder is the list, a folder's name is the id.
import type { Protocol } from './protocol'

const modules = import.meta.glob<{ default: Protocol }>('./systems/*/index.ts', { eager: true })

/** Every system by its id. */
export const protocols: ReadonlyMap<string, Protocol> = new Map(
  Object.entries(modules).map(([path, module]) => [path.split('/')[2] ?? path, module.default]),
)
