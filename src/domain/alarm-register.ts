// All alarms there are, by key: takes events, keeps the lives, tells what changed. It knows neither sensors nor clocks.
import {
  alarmState,
  dueAt,
  livesAfter,
  NORMAL_LIFE,
  NO_DELAYS,
  type AlarmDelays,
  type AlarmEvent,
  type AlarmLife,
  type AlarmState,
} from './alarm'
import { isChattering, noteActivation, type Activations } from './alarm-rates'
import type { EpochMs, Limit, LimitCondition, Severity } from './updates'

export interface AlarmDescription {
  key: string
  kind: 'limit' | 'out-of-range' | 'component' | 'job' | 'event' | 'link'
  source: string
  /** Id of the sensor, component, job or link that it is about; `null` where an event names no sensor. */
  subject: string | null
  /** What that is called. */
  name: string
  /** What is wrong in the words of whoever set it or said it: a limit's name, a message; may be empty. */
  text: string
  severity: Severity
  delays: AlarmDelays
  /** What a value is checked for, in its unit as sent; only where the alarm is about a value. */
  condition?: LimitCondition
  /** Whose limit it is, where it is one. */
  origin?: Limit['origin']
}

/** Replaced, never changed in place. */
export interface Alarm extends AlarmDescription {
  life: AlarmLife
  activations: Activations
}

export interface AlarmNews {
  alarm: Alarm
  from: AlarmState
  to: AlarmState
  /** On the clock that the alarm runs on. */
  at: EpochMs
  /** What it was about is gone, its limit or its value: that it ended does not mean that all is well. */
  isGone: boolean
}

/** Alarms kept of each source that nothing watches any more: of events, and of limits that are gone. */
const PASSING_KEPT = 2_000

export class AlarmRegister {
  readonly active = new Map<string, Alarm>()
  /** Came three times within a minute by their own clock; they may have returned. */
  readonly chattering = new Map<string, Alarm>()
  /** Passing alarms that made room for newer ones. */
  dropped = 0
  /** Counts changes of what is active, chatters or was dropped, so that who shows it looks only when it is another. */
  version = 0
  readonly #alarms = new Map<string, Alarm>()
  readonly #pending = new Set<string>()
  readonly #passing = new Map<string, Set<string>>()
  #news: AlarmNews[] = []

  get(key: string): Alarm | null {
    return this.#alarms.get(key) ?? null
  }

  /** The alarm as it is once everything has happened that was due until then. */
  settled(key: string, at: EpochMs): Alarm | null {
    const alarm = this.#alarms.get(key)
    if (alarm && this.#pending.has(key)) this.tell(alarm, { kind: 'tick', at })
    return this.get(key)
  }

  tell(described: AlarmDescription, event: AlarmEvent): void {
    this.#take(described, event, false)
  }

  /** Known from before the page was opened: active as it was then, and no news. */
  recall(described: AlarmDescription, at: EpochMs): void {
    const life = livesAfter(NORMAL_LIFE, { kind: 'condition', holds: true, at }, NO_DELAYS).at(-1)
    if (life && !this.#alarms.has(described.key)) this.#keep({ ...described, life, activations: [] })
  }

  #take(described: AlarmDescription, event: AlarmEvent, isGone: boolean): void {
    const { key, delays } = described
    const known = this.#alarms.get(key)
    const lives = livesAfter(known?.life ?? NORMAL_LIFE, event, delays)
    if (lives.length === 0 && (!known || isSame(known, described))) return
    let alarm: Alarm = {
      ...described,
      life: known?.life ?? NORMAL_LIFE,
      activations: known?.activations ?? [],
    }
    for (const life of lives) {
      const before = alarm.life
      const at = life.changedAt ?? event.at
      const activated = life.active && !before.active
      const activations = activated ? noteActivation(alarm.activations, at) : alarm.activations
      alarm = { ...alarm, life, activations }
      const [from, to] = [alarmState(before), alarmState(life)]
      if (from !== to) this.#news.push({ alarm, from, to, at, isGone })
      if (activated && isChattering(activations, at)) this.chattering.set(key, alarm)
    }
    this.#keep(alarm)
  }

  /** The condition cannot hold any more: the alarm returns without its delay. */
  clear(key: string, at: EpochMs): void {
    const alarm = this.#alarms.get(key)
    if (alarm) this.#take({ ...alarm, delays: NO_DELAYS }, { kind: 'condition', holds: false, at }, true)
  }

  /** An alarm that nothing watches by itself: it is kept until newer ones need the room, those that returned first. */
  pass(described: AlarmDescription): void {
    if (!this.#alarms.has(described.key)) return
    const { key, source } = described
    const passing = this.#passing.get(source) ?? new Set()
    this.#passing.set(source, passing)
    passing.delete(key)
    passing.add(key)
    if (passing.size <= PASSING_KEPT) return
    const [oldest] = passing
    const spared = [...passing].find((one) => !this.active.has(one)) ?? oldest
    if (spared !== undefined) this.#forget(spared)
    this.dropped++
    this.version++
  }

  /** What the alarm was about is gone: it returns, and waits to be acknowledged like any other. */
  retire(key: string, at: EpochMs): void {
    this.clear(key, at)
    const alarm = this.#alarms.get(key)
    if (alarm) this.pass(alarm)
  }

  /** The source is watched no longer: its alarms are nobody's, and that they end is no news. */
  forgetSource(source: string): void {
    for (const [key, alarm] of this.#alarms) if (alarm.source === source) this.#forget(key)
    this.#passing.delete(source)
    this.#news = this.#news.filter(({ alarm }) => alarm.source !== source)
    this.version++
  }

  /** Time passed. @param clock the time that an alarm runs on; `null` while its time stands still */
  tick(clock: (alarm: Alarm) => EpochMs | null): void {
    for (const key of [...this.#pending]) {
      const alarm = this.#alarms.get(key)
      const at = alarm ? clock(alarm) : null
      if (alarm && at !== null) this.tell(alarm, { kind: 'tick', at })
    }
    for (const [key, alarm] of this.chattering) {
      const at = clock(alarm)
      if (at === null || isChattering(alarm.activations, at)) continue
      this.chattering.delete(key)
      this.version++
    }
  }

  /** What changed since this was asked before, in order. */
  takeNews(): AlarmNews[] {
    const news = this.#news
    this.#news = []
    return news
  }

  #keep(alarm: Alarm): void {
    const { key, life } = alarm
    if (life.active || this.active.has(key) || this.chattering.has(key)) this.version++
    const isNothing = alarmState(life) === 'normal' && life.turningSince === null && life.activatedAt === null
    if (isNothing) {
      this.#forget(key)
      return
    }
    this.#alarms.set(key, alarm)
    if (life.active) this.active.set(key, alarm)
    else this.active.delete(key)
    if (this.chattering.has(key)) this.chattering.set(key, alarm)
    if (dueAt(life, alarm.delays) === null) this.#pending.delete(key)
    else this.#pending.add(key)
  }

  #forget(key: string): void {
    this.#passing.get(this.#alarms.get(key)?.source ?? '')?.delete(key)
    for (const kept of [this.#alarms, this.active, this.chattering, this.#pending]) kept.delete(key)
  }
}

function isSame(a: AlarmDescription, b: AlarmDescription): boolean {
  return (
    a.severity === b.severity &&
    a.name === b.name &&
    a.text === b.text &&
    a.condition === b.condition &&
    a.delays.onDelayMs === b.delays.onDelayMs &&
    a.delays.offDelayMs === b.delays.offDelayMs
  )
}
