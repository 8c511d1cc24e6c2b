// The user's own sources, and what they changed about the deployment's, kept in this browser: addresses and methods to
// sign in with, never a secret (C7). Loaded where there is something of the kind; source-list.ts changes it.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { SourceConfig } from '../protocols/protocol'
import { configurationTexts } from '../texts/configuration'
import { quoted } from './configuration'
import { useKeptDocument } from './kept-document'
import { keptSources, problemsOf, type KeptSources } from './kept-sources'
import { SOURCES_KEY, type Arrange, type Arrangement, type SourceEntry } from './source-entries'

export const useOwnSources = defineStore('own-sources', () => {
  const { kept, isKept, change: keep } = useKeptDocument(SOURCES_KEY, keptSources(location.origin))

  /** Another function whenever anything changed. */
  const arrange = computed<Arrange>(() => {
    const now = kept.value
    return (deployed) => arrangementOf(deployed, now)
  })

  function change(changed: Partial<Pick<KeptSources, 'sources' | 'labels' | 'off' | 'order'>>): void {
    const { sources, labels, off, order } = kept.value
    keep({ sources, labels, off, order, ...changed, problems: [] })
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
  return { entries: inOrder(entries, kept.order), problems: [...problemsOf(kept), ...hidden] }
}

/** Those that the user never moved follow those that they did. */
function inOrder(entries: readonly SourceEntry[], order: readonly string[]): SourceEntry[] {
  const place = ({ config }: SourceEntry): number => {
    const index = order.indexOf(config.id)
    return index === -1 ? order.length : index
  }
  return [...entries].sort((a, b) => place(a) - place(b))
}
