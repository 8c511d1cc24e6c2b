// The alarms of sensors' limits: tells the register how each fresh reading stands to each limit, and what changed
// limits mean for the last one. Runs on the time of the samples; between them, time passes as it does here.
import { holdsFor, type AlarmSettings } from './alarm-condition'
import type { AlarmDescription, AlarmRegister } from './alarm-register'
import { staleAfter } from './freshness'
import { checksOf, isSame, isSameCondition, type Check, type Terms } from './limit-checks'
import { sensorKey, type RecordedSensor, type SensorKey } from './recorded-sensor'
import type { EpochMs, Limit } from './updates'

interface WatchedSensor {
  recorded: RecordedSensor
  terms: Terms
  checks: ReadonlyMap<string, Check>
  /** The newest reading that was judged, and when it was on this machine's clock; its value while there is one. */
  last: Judged | null
}

interface Judged {
  at: EpochMs
  value: number | null
  heardAt: EpochMs
}

export class LimitAlarms {
  readonly #watched = new Map<SensorKey, WatchedSensor>()

  constructor(private readonly register: AlarmRegister) {}

  /**
   * Judges fresh readings, each of them, so that no spike is missed. One that is older than what was judged before
   * changes nothing: what holds now is known already.
   * @param here when they came, on this machine's clock
   */
  take(
    recorded: RecordedSensor,
    times: readonly EpochMs[],
    values: readonly number[],
    limits: readonly Limit[],
    settings: AlarmSettings,
    here: EpochMs,
  ): void {
    const watched = this.#watchedFor(recorded, limits, settings, here)
    if (!watched) return
    this.#followStepBack(watched)
    if (isRising(times)) {
      for (let i = 0; i < times.length; i++) this.#takeOne(watched, times[i] ?? NaN, values[i] ?? NaN, here)
      return
    }
    const order = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0))
    for (const i of order) this.#takeOne(watched, times[i] ?? NaN, values[i] ?? NaN, here)
  }

  /** `undefined` for a sensor that there is nothing to watch of. */
  #watchedFor(
    recorded: RecordedSensor,
    limits: readonly Limit[],
    settings: AlarmSettings,
    here: EpochMs,
  ): WatchedSensor | undefined {
    const { key, sensor } = recorded
    const terms = this.#watched.get(key)?.terms
    if (terms?.sensor !== sensor || terms.limits !== limits || terms.settings !== settings) {
      this.#revise(recorded, { sensor, limits, settings }, null, here)
    }
    return this.#watched.get(key)
  }

  #takeOne(watched: WatchedSensor, at: EpochMs, value: number, here: EpochMs): void {
    if (!Number.isFinite(value) || !(at >= (watched.last?.at ?? -Infinity))) return
    if (this.#isGap(watched, at)) this.#interrupt(watched)
    watched.last = { at, value, heardAt: here }
    for (const check of watched.checks.values()) {
      this.#judge(check, value, at, watched.terms.settings.deadband)
    }
  }

  /**
   * Of history that was fetched only the end counts, and only where nothing else will tell: what is told when it
   * changes and changed unseen.
   * @param here when it came, on this machine's clock
   */
  takeHistory(
    recorded: RecordedSensor,
    limits: readonly Limit[],
    settings: AlarmSettings,
    here: EpochMs,
  ): void {
    const { key, last, sensor } = recorded
    const judgedAt = this.#watched.get(key)?.last?.at ?? -Infinity
    if (last && last.time > judgedAt && sensor.reporting === 'on-change') {
      this.take(recorded, [last.time], [last.value], limits, settings, here)
    }
  }

  /**
   * Limits, their severities, the range or the settings may be others now.
   * @param here this moment on this machine's clock
   */
  revise(recorded: RecordedSensor, limits: readonly Limit[], settings: AlarmSettings, here: EpochMs): void {
    this.#revise(recorded, { sensor: recorded.sensor, limits, settings }, lastHeard(recorded), here)
  }

  /** @param first what a sensor that was not watched until now is judged by */
  #revise(recorded: RecordedSensor, terms: Terms, first: Judged | null, here: EpochMs): void {
    const { key, source, sensor } = recorded
    const { limits, settings } = terms
    const known = this.#watched.get(key)
    if (known && isSame(known.terms, terms)) known.terms = terms
    if (known ? known.terms === terms : limits.length === 0 && !sensor.range) return
    const checks = checksOf(source, terms)
    const last = known ? known.last : first
    this.#watched.set(key, { recorded, terms, checks, last })
    if (!last) return
    const at = timeAfter(last, here)
    for (const id of known?.checks.keys() ?? []) if (!checks.has(id)) this.register.retire(id, at)
    for (const [id, check] of checks) {
      // A deadband is against noise around a limit, not for one that moved away from the value.
      const before = known?.checks.get(id)
      const isUnmoved = before !== undefined && isSameCondition(before.condition, check.condition)
      this.#judge(check, last.value, at, isUnmoved ? settings.deadband : 0)
    }
  }

  /** Nothing is known of the source's values from now on: its alarms stay as they are, delays count anew (A5). */
  freeze(source: string): void {
    for (const watched of this.#watched.values()) {
      if (watched.recorded.source === source) this.#interrupt(watched)
    }
  }

  /** The source delivers again: what it tells only when it changes holds still. */
  thaw(source: string, here: EpochMs): void {
    for (const { recorded, terms, checks, last } of this.#watched.values()) {
      if (recorded.source !== source || recorded.sensor.reporting !== 'on-change' || !last) continue
      const at = timeAfter(last, here)
      for (const check of checks.values()) this.#judge(check, last.value, at, terms.settings.deadband)
    }
  }

  forgetSource(source: string): void {
    for (const [key, { recorded }] of this.#watched) if (recorded.source === source) this.#watched.delete(key)
  }

  /** The page slept, or this machine's clock was set: how much time passed since the newest readings is not known (C8). */
  resetClock(here: EpochMs): void {
    for (const { last } of this.#watched.values()) if (last) last.heardAt = here
  }

  /** Some sensors have no value for a while, and nothing is wrong with that: their alarms end. */
  rest(isIdle: (recorded: RecordedSensor) => boolean, here: EpochMs): void {
    for (const { recorded, checks, last } of this.#watched.values()) {
      if (!last || last.value === null || !isIdle(recorded)) continue
      last.value = null
      for (const key of checks.keys()) this.register.clear(key, timeAfter(last, here))
    }
  }

  /** What time it is for an alarm. */
  clock({ source, subject }: AlarmDescription, here: EpochMs): EpochMs | null {
    const last = this.#watched.get(sensorKey(source, subject ?? ''))?.last
    return last ? timeAfter(last, here) : null
  }

  #judge({ description, condition }: Check, value: number | null, at: EpochMs, deadband: number): void {
    if (value === null) return
    const known = this.register.settled(description.key, at)
    const holds = holdsFor(value, condition, deadband, known?.life.active ?? false)
    if (known || holds) this.register.tell(description, { kind: 'condition', holds, at })
  }

  #interrupt({ checks, last }: WatchedSensor): void {
    if (!last) return
    for (const { description } of checks.values()) {
      const known = this.register.get(description.key)
      if (known) this.register.tell(known, { kind: 'interrupted', at: last.at })
    }
  }

  /** The backend's clock stepped back: what was judged lies in its future. */
  #followStepBack(watched: WatchedSensor): void {
    const { series } = watched.recorded
    const newest = series.size === 0 ? Infinity : series.time(series.end - 1)
    if (!watched.last || newest >= watched.last.at) return
    this.#interrupt(watched)
    watched.last = { ...watched.last, at: newest }
  }

  /** Between these values the sensor was stale, and what it did meanwhile is not known (T3). */
  #isGap({ recorded, last }: WatchedSensor, at: EpochMs): boolean {
    if (!last || recorded.sensor.reporting === 'on-change') return false
    return at - last.at > staleAfter(recorded.expectedMs)
  }
}

function isRising(times: readonly EpochMs[]): boolean {
  for (let i = 1; i < times.length; i++) if (!((times[i] ?? NaN) >= (times[i - 1] ?? NaN))) return false
  return true
}

/** What came while nothing was to be judged; history counts as little as it does otherwise. */
function lastHeard({ last, heardAt, sensor }: RecordedSensor): Judged | null {
  const isHistory = last?.provenance === 'filled' && sensor.reporting === 'periodic'
  if (!last || isHistory || last.provenance === 'restored') return null
  return { at: last.time, value: last.value, heardAt }
}

/** The time of the samples goes on between them as it does here. */
function timeAfter(last: Judged, here: EpochMs): EpochMs {
  return last.at + here - last.heardAt
}
