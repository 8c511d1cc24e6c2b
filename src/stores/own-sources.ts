// The user's own sources, and what they changed about the deployment's, kept in this browser: addresses and methods to
// sign in with, never a secret (C7). Loaded where there is something of the kind; source-list.ts changes it.
import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { SourceConfig } from '../protocols/protocol'
import { configurationTexts } from '../texts/configuration'
import { quoted } from './configuration'
import { NOTHING_KEPT, readKept, writeKept, type KeptSources } from './kept-sources'
import { SOURCES_KEY, type Arrange, type Arrangement, type SourceEntry } from './source-entries'

export const useOwnSources = defineStore('own-sources', () => {
  /** Whether the browser keeps what is changed; not when its storage is switched off or full. */
  const isKept = shallowRef(true)
  const kept = useStorage<KeptSources>(SOURCES_KEY, NOTHING_KEPT, undefined, {
    shallow: true,
    flush: 'sync',
    writeDefaults: false,
    serializer: { read: (found) => readKept(found, location.origin), write: writeKept },
    onError: () => {
      isKept.value = false
    },
  })
  const hasStorage = isKept.value

  /** Another function whenever anything changed. */
  const arrange = computed<Arrange>(() => {
    const now = kept.value
    return (deployed) => arrangementOf(deployed, now)
  })

  /** Takes the place of whatever was there, a later version's too: the user wants something else. */
  function change(changed: Partial<Pick<KeptSources, 'sources' | 'labels' | 'off' | 'order'>>): void {
    isKept.value = hasStorage
    kept.value = { ...kept.value, ...changed, problems: [], trouble: null, found: null }
  }

  return { kept, isKept, arrange, change }
})

/** The deployment's stay the base: one of the user's own that has the id of one of these is told, and not watched. */
export function arrangementOf(deployed: readonly SourceConfig[], kept: KeptSources): Arrangement {
  const ids = new Set(deployed.map(({ id }) => id))
  const entries: SourceEntry[] = [
    ...deployed.map((config) => ({
      config: { ...config, label: kept.labels.get(config.id) ?? config.label },
      isOwn: false,
      isOff: kept.off.has(config.id),
    })),
    ...kept.sources
      .filter(({ id }) => !ids.has(id))
      .map((config) => ({ config, isOwn: true, isOff: kept.off.has(config.id) })),
  ]
  const hidden = kept.sources.flatMap(({ id }) =>
    ids.has(id) ? [{ key: `sources.${id}`, expected: configurationTexts.uniqueId, found: quoted(id) }] : [],
  )
  return { entries: inOrder(entries, kept.order), problems: [...kept.problems, ...hidden] }
}

/** Those that the user never moved follow those that they did. */
function inOrder(entries: readonly SourceEntry[], order: readonly string[]): SourceEntry[] {
  const place = ({ config }: SourceEntry): number => {
    const index = order.indexOf(config.id)
    return index === -1 ? order.length : index
  }
  return [...entries].sort((a, b) => place(a) - place(b))
}
