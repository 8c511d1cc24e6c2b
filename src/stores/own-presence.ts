// The presence that the user chose, by source: kept for the session of this tab, and said again on each connection, for
// every new one begins as "online".
import { useSessionStorage } from '@vueuse/core'
import { PRESENCES, type Presence } from '../domain/chat-updates'
import { isRecord, parseJson } from '../protocols/wire'
import type { ChatLinks } from './chat-links'

export function useOwnPresence(links: ChatLinks) {
  const chosen = useSessionStorage<ReadonlyMap<string, Presence>>('watchdeck:presence', new Map(), {
    shallow: true,
    writeDefaults: false,
    serializer: { read, write: (all) => JSON.stringify(Object.fromEntries(all)) },
    onError: () => undefined,
  })

  function of(source: string): Presence | null {
    return links.abilities(source)?.presence ? (chosen.value.get(source) ?? null) : null
  }

  function set(source: string, presence: Presence): void {
    if (!links.abilities(source)?.presence) return
    chosen.value = new Map(chosen.value).set(source, presence)
    sayAgain(source)
  }

  function sayAgain(source: string): void {
    const presence = of(source)
    if (presence) links.say(source, { kind: 'presence', presence })
  }

  /** The source is gone, or its server knows no presence. */
  function forget(source: string): void {
    if (!chosen.value.has(source)) return
    chosen.value = new Map([...chosen.value].filter(([id]) => id !== source))
  }

  return { of, set, sayAgain, forget }
}

function read(raw: string): ReadonlyMap<string, Presence> {
  const parsed = parseJson(raw)
  const kept = new Map<string, Presence>()
  if (!parsed.ok || !isRecord(parsed.value)) return kept
  for (const [source, found] of Object.entries(parsed.value)) {
    const presence = PRESENCES.find((one) => one === found)
    if (presence) kept.set(source, presence)
  }
  return kept
}
