// Credentials, for this session of the browser only unless the user asks to stay signed in: in the browser's storage
// and nowhere else (rule C7).
import { useLocalStorage, useSessionStorage } from '@vueuse/core'
import type { Credentials } from '../protocols/protocol'
import { isRecord, parseJson, text } from '../protocols/wire'

export interface KeptCredentials {
  of: (source: string) => Credentials | null
  /** Keeps them, or forgets what was kept. */
  keep: (source: string, credentials: Credentials | null) => void
  /** Whether what is kept from now on outlives this session. */
  stay: (source: string, isWanted: boolean) => void
}

type BySource = ReadonlyMap<string, Credentials>

const KEY = 'watchdeck:credentials'
const STORAGE = {
  shallow: true,
  serializer: { read: readAll, write: writeAll },
}

export function useKeptCredentials(): KeptCredentials {
  const session = useSessionStorage<BySource>(KEY, new Map(), STORAGE)
  const lasting = useLocalStorage<BySource>(KEY, new Map(), { ...STORAGE, writeDefaults: false })
  /** Sources that the user wants to stay signed in to. */
  const staying = new Set(lasting.value.keys())

  function of(source: string): Credentials | null {
    return session.value.get(source) ?? lasting.value.get(source) ?? null
  }

  function keep(source: string, credentials: Credentials | null): void {
    session.value = changed(session.value, source, credentials)
    const kept = staying.has(source) ? credentials : null
    if (kept || lasting.value.has(source)) lasting.value = changed(lasting.value, source, kept)
  }

  function stay(source: string, isWanted: boolean): void {
    if (isWanted) staying.add(source)
    else staying.delete(source)
  }

  return { of, keep, stay }
}

function changed(all: BySource, source: string, credentials: Credentials | null): BySource {
  const next = new Map(all)
  if (credentials) next.set(source, credentials)
  else next.delete(source)
  return next
}

function readAll(raw: string): BySource {
  const parsed = parseJson(raw)
  const kept = new Map<string, Credentials>()
  if (!parsed.ok || !isRecord(parsed.value)) return kept
  for (const [source, found] of Object.entries(parsed.value)) {
    const credentials = readOne(found)
    if (credentials) kept.set(source, credentials)
  }
  return kept
}

/** A token alone is kept as it is. */
function writeAll(kept: BySource): string {
  const entries = [...kept].map(([source, credentials]) => {
    const { token, name } = credentials
    return [source, token !== null && name === undefined ? token : credentials] as const
  })
  return JSON.stringify(Object.fromEntries(entries))
}

function readOne(found: unknown): Credentials | null {
  const alone = text(found)
  if (alone !== null) return { token: alone }
  if (!isRecord(found)) return null
  const name = text(found['name']) ?? undefined
  if (found['token'] === null) return { token: null, ...(name !== undefined && { name }) }
  const token = text(found['token'])
  return token !== null && name !== undefined ? { token, name } : null
}
