// Owns the state machine of every link: events come in, `step` decides, effects go to the engine.
// Nobody else moves a link.
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, type ShallowRef } from 'vue'
import { noCounts, type LinkCounters } from '../connection/counters'
import { idleLink, isDelivering, modeOf, type LinkEvent, type LinkState } from '../connection/link-state'
import { step } from '../connection/step'
import type { EpochMs } from '../domain/updates'
import type { LinkAddress } from '../engine/port'
import type { LinkDescription, SourceConfig } from '../protocols/protocol'
import { useEngine } from './engine'
import { query } from './query'

/** One link as the page sees it. */
export interface Link {
  address: LinkAddress
  /** `source/link`, as `data-link` carries it. */
  key: string
  description: LinkDescription
  state: ShallowRef<LinkState>
  counters: ShallowRef<LinkCounters>
}

interface OwnedLink extends Link {
  /** Whether it ever brought data. */
  hasDelivered: boolean
  canRenew: () => boolean
  signsIn: boolean
}

/** A link that is opened only while somebody needs it, with how to open it. */
interface RestingLink {
  address: LinkAddress
  open: () => void
}

/** What a step meant for the rest of the page; told whenever the state is another. */
export interface LinkNews {
  address: LinkAddress
  before: LinkState
  state: LinkState
  /** The mode is another than before: cadences are learned anew. */
  modeChanged: boolean
  /** The link is open but brings nothing any more: since the last sample something may be missed (T2, T4). */
  fellSilent: boolean
  /** The link works again: what was missed is to be fetched. */
  catchUp: boolean
  /** Failed so often in a row that the user is told; it goes on trying. */
  lost: boolean
}

/** A sign-in, a handshake, and the five seconds that prove an open socket where nobody greets. */
const FIRST_CONNECTING_MS = 15_000

export const useLinks = defineStore('links', () => {
  const engine = useEngine()
  const links = shallowReactive(new Map<string, OwnedLink>())
  /** Links on demand of the watched sources, open or not. */
  const resting = new Map<string, RestingLink>()
  /** How many need a link on demand. */
  const wanted = new Map<string, number>()
  const listeners = new Set<(news: LinkNews) => void>()

  const all = computed<Link[]>(() => [...links.values()])

  /** A link on demand is opened, and known, only while somebody wants it. */
  function add(source: SourceConfig, description: LinkDescription, canRenew: () => boolean): void {
    const address = { source: source.id, link: description.id }
    const key = keyOf(address)
    if (!description.onDemand) {
      open(source, description, canRenew)
      return
    }
    resting.set(key, { address, open: () => open(source, description, canRenew) })
    if (wanted.has(key)) open(source, description, canRenew)
  }

  function open(source: SourceConfig, description: LinkDescription, canRenew: () => boolean): void {
    const address = { source: source.id, link: description.id }
    const key = keyOf(address)
    if (links.has(key)) return
    const state = shallowRef(idleLink(Date.now()))
    const signsIn = source.auth !== null
    links.set(key, {
      address,
      key,
      description,
      state,
      counters: shallowRef(noCounts()),
      canRenew,
      signsIn,
      hasDelivered: false,
    })
    receive(address, { kind: 'start' })
  }

  function remove(source: string): void {
    for (const link of of(source)) close(link)
    for (const [key, { address }] of resting) if (address.source === source) resting.delete(key)
  }

  function close({ address, key }: Link): void {
    receive(address, { kind: 'stop' })
    links.delete(key)
  }

  /** Opens a link on demand, unless it is open; the returned function says that it is needed no longer. */
  function want(address: LinkAddress): () => void {
    const key = keyOf(address)
    wanted.set(key, (wanted.get(key) ?? 0) + 1)
    resting.get(key)?.open()
    let isWanted = true
    return () => {
      if (!isWanted) return
      isWanted = false
      const left = (wanted.get(key) ?? 1) - 1
      if (left > 0) {
        wanted.set(key, left)
        return
      }
      wanted.delete(key)
      const link = links.get(key)
      if (link && resting.has(key)) close(link)
    }
  }

  function receive(address: LinkAddress, event: LinkEvent): void {
    const link = links.get(keyOf(address))
    if (!link) return
    const before = link.state.value
    const { state, effects } = step(before, event, {
      policy: link.description.policy,
      now: Date.now(),
      random: Math.random(),
      canRenew: link.canRenew(),
      signsIn: link.signsIn,
    })
    link.state.value = state
    if (isDelivering(state)) link.hasDelivered = true
    if (effects.length > 0) engine.send({ kind: 'perform', address, effects })
    const news: LinkNews = {
      address,
      before,
      state,
      modeChanged: modeOf(before) !== modeOf(state),
      fellSilent: state.silent && !before.silent,
      catchUp: effects.some(({ kind }) => kind === 'catch-up'),
      lost: state.lost && !before.lost,
    }
    if (before !== state) for (const listener of listeners) listener(news)
  }

  function receiveAll(event: LinkEvent): void {
    for (const { address } of [...links.values()]) receive(address, event)
  }

  function count(address: LinkAddress, counters: LinkCounters): void {
    const link = links.get(keyOf(address))
    if (link) link.counters.value = counters
  }

  function of(source: string): Link[] {
    return all.value.filter(({ address }) => address.source === source)
  }

  /** Those that vouch for what the page knows of a source: one on demand carries only what is wanted of it, a chat. */
  function carriers(source: string): Link[] {
    return of(source).filter(({ description }) => !description.onDemand)
  }

  /** Whether somebody would tell of a change now: by a socket that is not silent, or by polls that are answered. */
  function delivers(source: string): boolean {
    return carriers(source).some(({ state }) => isDelivering(state.value))
  }

  /**
   * Whether what was heard of a source still holds, on this machine's clock: somebody would tell of a change, or REST told
   * it a moment ago and the first connection is still on its way.
   */
  function vouchesFor(source: string, heardAt: EpochMs, now: EpochMs): boolean {
    if (delivers(source)) return true
    const isFirst = carriers(source).every(
      ({ key, state }) => links.get(key)?.hasDelivered === false && isFirstAttempt(state.value),
    )
    return isFirst && now - heardAt <= FIRST_CONNECTING_MS
  }

  function onNews(listener: (news: LinkNews) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    all,
    add,
    remove,
    want,
    receive,
    receiveAll,
    count,
    of,
    carriers,
    delivers: query(delivers),
    vouchesFor: query(vouchesFor),
    onNews,
  }
})

function isFirstAttempt({ socket, attempt }: LinkState): boolean {
  return attempt === 0 && socket !== 'halted'
}

function keyOf({ source, link }: LinkAddress): string {
  return `${source}/${link}`
}
