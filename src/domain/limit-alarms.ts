// The alarms of sensors' limits: tells the register how each fresh reading stands to each limit, and what changed
// limits mean for the last one. Runs on the time of the samples; between them, time passes as it does here.
import { holdsFor, type AlarmSettings } from './alarm-condition'
import type { AlarmDescription, AlarmRegister } from './alarm-register'
import { staleAfter } from './freshness'
import { sensorKey, type RecordedSensor, type SensorKey } from './recorded-sensor'
import type { EpochMs, Limit, LimitCondition, Sensor } from './updates'

interface Check {
  description: AlarmDescription
  condition: LimitCondition
}

/** What a sensor's alarms are made of; made anew when any of it changed. */
interface Terms {
  sensor: Sensor
  limits: readonly Limit[]
  settings: AlarmSettings
}

interface WatchedSensor {
  recorded: RecordedSensor
  terms: Terms
  checks: ReadonlyMap<string, Check>
  /** The newest reading that was judged, and when it was on this machine's clock. */
  last: { at: EpochMs; value: number; heardAt: EpochMs } | null
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
    this.revise(recorded, limits, settings)
    const watched = this.#watched.get(recorded.key)
    if (!watched) return
    this.#followStepBack(watched)
    const order = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0))
    for (const index of order) {
      const at = times[index] ?? NaN
      const value = values[index] ?? NaN
      if (!Number.isFinite(value) || !(at >= (watched.last?.at ?? -Infinity))) continue
      if (this.#isGap(watched, at)) this.#interrupt(watched)
      watched.last = { at, value, heardAt: here }
      for (const check of watched.checks.values()) this.#judge(check, value, at, settings.deadband)
    }
  }

  /** Limits, their severities, the range or the settings may be others now. */
  revise(recorded: RecordedSensor, limits: readonly Limit[], settings: AlarmSettings): void {
    const { key, sensor } = recorded
    const known = this.#watched.get(key)
    // A sensor that left the list takes its limits along, but not what was last known of it (T8).
    if (known && recorded.wasListed && !recorded.listed) return
    const terms: Terms = { sensor, limits, settings }
    if (known ? isSame(known.terms, terms) : limits.length === 0 && !sensor.range) return
    const checks = checksOf(recorded.source, terms)
    const last = known?.last ?? null
    this.#watched.set(key, { recorded, terms, checks, last })
    for (const [id, { description, condition }] of known?.checks ?? []) {
      const check = checks.get(id)
      if (!check) this.register.retire(id, last?.at ?? 0)
      // A deadband is against noise around a limit, not for one that moved away from the value.
      else if (last) {
        const moved = JSON.stringify(condition) !== JSON.stringify(check.condition)
        if (moved || description.severity !== check.description.severity) {
          this.#judge(check, last.value, last.at, moved ? 0 : settings.deadband)
        }
      }
    }
    if (!last) return
    for (const [id, check] of checks) {
      if (!known?.checks.has(id)) this.#judge(check, last.value, last.at, settings.deadband)
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
      const at = last.at + here - last.heardAt
      for (const check of checks.values()) this.#judge(check, last.value, at, terms.settings.deadband)
    }
  }

  /** What time it is for an alarm. */
  clock({ source, subject }: AlarmDescription, here: EpochMs): EpochMs | null {
    const last = this.#watched.get(sensorKey(source, subject ?? ''))?.last
    return last ? last.at + here - last.heardAt : null
  }

  #judge({ description, condition }: Check, value: number, at: EpochMs, deadband: number): void {
    const known = this.register.get(description.key)
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
    const newest = watched.recorded.last?.time ?? Infinity
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

function checksOf(source: string, { sensor, limits, settings }: Terms): Map<string, Check> {
  const { onDelayMs, offDelayMs } = settings
  const common = { source, subject: sensor.id, name: sensor.name, delays: { onDelayMs, offDelayMs } }
  const checks: Check[] = limits.map(({ id, origin, name, severity, condition }) => ({
    condition,
    description: {
      ...common,
      ...{ kind: 'limit', text: name, severity },
      key: JSON.stringify(['limit', source, sensor.id, origin, id]),
    },
  }))
  if (sensor.range) {
    const { min, max } = sensor.range
    checks.push({
      condition: { operator: 'outside', low: min, high: max },
      description: {
        ...common,
        ...{ kind: 'out-of-range', text: '', severity: 'warn' },
        key: JSON.stringify(['range', source, sensor.id]),
      },
    })
  }
  return new Map(checks.map((check) => [check.description.key, check]))
}

function isSame(a: Terms, b: Terms): boolean {
  return (
    a.sensor === b.sensor &&
    a.limits === b.limits &&
    a.settings.deadband === b.settings.deadband &&
    a.settings.onDelayMs === b.settings.onDelayMs &&
    a.settings.offDelayMs === b.settings.offDelayMs
  )
}
