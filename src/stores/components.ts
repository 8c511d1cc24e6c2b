// The components of all sources with their state, freshness and figures, and which of them the user says
// should run. Judged anew when they are told and each second as they age.
import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { componentState } from '../domain/component-state'
import { freshnessAt, type Freshness } from '../domain/freshness'
import { rankOf, standingOf, type CardState } from '../domain/limits'
import type { RecordedSensor } from '../domain/recorded-sensor'
import type { Component } from '../domain/updates'
import { list, parseJson, text } from '../protocols/wire'
import { useNow } from './now'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export interface ComponentView {
  /** `source/component`. */
  key: string
  source: string
  component: Component
  /** Whether its backend still has it; else this is what was last known (T8). */
  listed: boolean
  /** Whether the user says that it should run. */
  expected: boolean
  freshness: Freshness
  ageMs: number
  state: CardState
  /** The state while it was last fresh; `null` unless `state` is `unknown`. */
  lastKnown: CardState | null
  /** 0 when nothing is abnormal; the higher the worse. */
  rank: number
  /** Its processor use, its memory: sensors like any other. */
  figures: readonly RecordedSensor[]
}

const NO_FIGURES: readonly RecordedSensor[] = []

export const useComponents = defineStore('components', () => {
  const now = useNow()
  const sources = useSources()
  const timeline = useTimeline()
  /** Keys of components that should run; what is found there is believed only where it is a text. */
  const expected = useStorage<ReadonlySet<string>>('watchdeck:expected-components', new Set(), undefined, {
    shallow: true,
    serializer: { read: readKeys, write: (keys) => JSON.stringify([...keys]) },
  })

  /** In the order of the sources and of their backends, which never changes by itself (V6). */
  const all = computed<readonly ComponentView[]>(() => sources.configs.flatMap(({ id }) => viewsOf(id)))
  const byKey = computed(() => new Map(all.value.map((view) => [view.key, view])))
  /** By the component's key; found once for each list of sensors, for components are judged far more often. */
  const figures = computed(() => {
    const found = new Map<string, RecordedSensor[]>()
    for (const one of sources.configs.flatMap(({ id }) => timeline.all(id))) {
      const { component } = one.sensor
      if (component === undefined) continue
      const key = `${one.source}/${component}`
      found.set(key, [...(found.get(key) ?? []), one])
    }
    return found
  })

  function viewsOf(source: string): ComponentView[] {
    const { components } = timeline.source(source)
    if (components.at === null) return []
    const ageMs = components.ageAt(sources.serverTime(source), now.time) ?? 0
    const told = freshnessAt(ageMs, 0, components.expectedMs)
    return components.list.map(({ component, listed }) => {
      const key = `${source}/${component.id}`
      const isExpected = expected.value.has(key)
      const freshness = listed && !components.isOnlyRestored ? told : 'stale'
      const standing = standingOf(componentState(component, isExpected), freshness)
      return {
        key,
        source,
        component,
        listed,
        expected: isExpected,
        freshness,
        ageMs,
        ...standing,
        rank: rankOf(standing),
        figures: figures.value.get(key) ?? NO_FIGURES,
      }
    })
  }

  function of(key: string): ComponentView | null {
    return byKey.value.get(key) ?? null
  }

  /** Being stopped is abnormal from now on, or no longer. */
  function expect(key: string, shouldRun: boolean): void {
    const keys = new Set(expected.value)
    if (shouldRun) keys.add(key)
    else keys.delete(key)
    expected.value = keys
  }

  /** The source is configured no longer. */
  function forgetSource(source: string): void {
    expected.value = new Set([...expected.value].filter((key) => !key.startsWith(`${source}/`)))
  }

  return { all, of, expect, forgetSource }
})

function readKeys(raw: string): Set<string> {
  const parsed = parseJson(raw)
  const keys = parsed.ok ? (list(parsed.value) ?? []) : []
  return new Set(keys.map(text).filter((key) => key !== null))
}
