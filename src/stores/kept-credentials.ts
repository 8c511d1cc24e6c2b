// Credentials of this tab, for this session of the browser only: in `sessionStorage` and nowhere else (rule C7).
import { useSessionStorage } from '@vueuse/core'
import type { Credentials } from '../protocols/protocol'
import { isRecord, parseJson, text } from '../protocols/wire'

export interface KeptCredentials {
  of: (source: string) => Credentials | null
  /** Keeps them, or forgets what was kept. */
  keep: (source: string, credentials: Credentials | null) => void
}

export function useKeptCredentials(): KeptCredentials {
  const tokens = useSessionStorage<ReadonlyMap<string, string>>('watchdeck:credentials', new Map(), {
    shallow: true,
    serializer: { read: readTokens, write: (kept) => JSON.stringify(Object.fromEntries(kept)) },
  })

  function of(source: string): Credentials | null {
    const token = tokens.value.get(source)
    return token === undefined ? null : { token }
  }

  function keep(source: string, credentials: Credentials | null): void {
    const kept = new Map(tokens.value)
    if (credentials) kept.set(source, credentials.token)
    else kept.delete(source)
    tokens.value = kept
  }

  return { of, keep }
}

function readTokens(raw: string): Map<string, string> {
  const parsed = parseJson(raw)
  if (!parsed.ok || !isRecord(parsed.value)) return new Map()
  return new Map(
    Object.entries(parsed.value).filter((entry): entry is [string, string] => text(entry[1]) !== null),
  )
}
