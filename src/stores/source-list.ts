// What the user does with the list of sources: adds, changes, removes, switches off, orders. The store of sources follows
// at once. Loaded with the view; it validates nothing, for what comes here was parsed.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { SourceConfig } from '../protocols/protocol'
import { useComponents } from './components'
import { asOwn } from './kept-sources'
import { useOwnSources } from './own-sources'
import { usePreferences } from './preferences'
import { useSensorSettings } from './sensor-settings'
import { useSources } from './sources'

export const useSourceList = defineStore('source-list', () => {
  const sources = useSources()
  const own = useOwnSources()
  sources.follow(own)

  /** Whether the user moved anything. */
  const isMoved = computed(() => own.kept.order.length > 0)
  /** Ids that are taken, also by what cannot be watched. */
  const ids = computed(
    () =>
      new Set([...sources.entries.map(({ config }) => config.id), ...own.kept.sources.map(({ id }) => id)]),
  )

  /** What the deployment calls it. */
  function deployedLabel(id: string): string | null {
    return sources.deployed.find((config) => config.id === id)?.label ?? null
  }

  /** Whether a source of the deployment is other than the deployment says. */
  function isChanged(id: string): boolean {
    return deployedLabel(id) !== null && (own.kept.labels.has(id) || own.kept.off.has(id))
  }

  /** Adds sources, or puts them in the place of those with their ids. */
  function save(...configs: readonly SourceConfig[]): void {
    const kept = new Map(own.kept.sources.map((config) => [config.id, config]))
    for (const config of configs) kept.set(config.id, asOwn(config))
    own.change({ sources: [...kept.values()] })
  }

  /**
   * Takes sources from a file, each watched or switched off as it says there.
   * @param off ids of those that are switched off
   */
  function take(configs: readonly SourceConfig[], off: ReadonlySet<string>): void {
    const ids = new Set(configs.map(({ id }) => id))
    const others = [...own.kept.off].filter((id) => !ids.has(id))
    // Before they are there, so that nothing is asked of the backend of one that is switched off.
    own.change({ off: new Set([...others, ...[...ids].filter((id) => off.has(id))]) })
    save(...configs)
  }

  function remove(id: string): void {
    const { sources: all, labels, off, order } = own.kept
    own.change({
      sources: all.filter((config) => config.id !== id),
      labels: without(labels, id),
      off: new Set([...off].filter((one) => one !== id)),
      order: order.filter((one) => one !== id),
    })
    for (const store of [useSensorSettings(), usePreferences(), useComponents()]) store.forgetSource(id)
  }

  function switchOff(id: string, isOff: boolean): void {
    const others = [...own.kept.off].filter((one) => one !== id)
    own.change({ off: new Set(isOff ? [...others, id] : others) })
  }

  /** Calls a source of the deployment something else. */
  function rename(id: string, label: string): void {
    const others = without(own.kept.labels, id)
    own.change({ labels: label === deployedLabel(id) ? others : others.set(id, label) })
  }

  /** A source of the deployment is as the deployment says, where it stands. */
  function reset(id: string): void {
    const off = new Set([...own.kept.off].filter((one) => one !== id))
    own.change({ labels: without(own.kept.labels, id), off })
  }

  /** @param by -1 is up, 1 is down; beyond the ends nothing moves */
  function move(id: string, by: -1 | 1): void {
    const order = sources.entries.map(({ config }) => config.id)
    const from = order.indexOf(id)
    const other = order[from + by]
    if (from === -1 || other === undefined) return
    order[from] = other
    order[from + by] = id
    own.change({ order })
  }

  function resetOrder(): void {
    own.change({ order: [] })
  }

  /** What this browser keeps and cannot use goes, with what has the id of a source of the deployment. */
  function discard(): void {
    const taken = new Set(sources.deployed.map(({ id }) => id))
    own.change({ sources: own.kept.sources.filter(({ id }) => !taken.has(id)) })
  }

  return {
    ids,
    isMoved,
    deployedLabel,
    isChanged,
    save,
    take,
    remove,
    switchOff,
    rename,
    reset,
    move,
    resetOrder,
    discard,
  }
})

function without<Value>(all: ReadonlyMap<string, Value>, id: string): Map<string, Value> {
  const others = new Map(all)
  others.delete(id)
  return others
}
