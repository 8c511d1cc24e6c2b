// What the sensors of a load measure: waves with a little noise, the same in each run. One sensor in four has a limit, and
// the first one goes beyond it once a minute, so that limits are judged and an alarm comes and goes.
import type { Load } from './loads.ts'

const LIMIT = 95
const SENSORS_A_GROUP = 25

export interface Plant {
  /** The public ids of the sensors. */
  ids: readonly string[]
  /** As `GET /events` lists them. */
  events: readonly object[]
  /** As `GET /rules` lists them. */
  rules: readonly object[]
  /** What a sensor measures at a time in epoch milliseconds. */
  valueAt: (sensor: number, time: number) => number
}

export function plantOf({ sensors }: Pick<Load, 'sensors'>): Plant {
  const numbers = Array.from({ length: sensors }, (_, index) => index)
  const ids = numbers.map((index) => `5e45e000-0000-4000-8000-${String(index).padStart(12, '0')}`)
  return {
    ids,
    events: numbers.map((index) => ({
      public_id: ids[index],
      name: `Sensor ${Math.floor(index / SENSORS_A_GROUP) + 1}.${(index % SENSORS_A_GROUP) + 1}`,
      min_value: 0,
      max_value: 100,
      unit: '°C',
      type: 'sensor',
    })),
    rules: numbers
      .filter((index) => index % 4 === 0)
      .map((index) => ({
        public_id: `rule-${index}`,
        name: `Sensor ${index} too hot`,
        event_public_id: ids[index],
        operator: 'gt',
        threshold: LIMIT,
        threshold_high: null,
        action_type: 'log',
        enabled: true,
        cooldown_seconds: 60,
        last_triggered_at: null,
      })),
    valueAt(sensor, time) {
      const periodMs = sensor === 0 ? 60_000 : 20_000 + 700 * (sensor % 60)
      const amplitude = sensor === 0 ? 48 : 25
      const wave = Math.sin((time / periodMs) * 2 * Math.PI + sensor)
      // A hash instead of a random number: the same picture in each run.
      const noise =
        sensor === 0 ? 0 : ((Math.imul(Math.floor(time) ^ (sensor << 8), 0x9e3779b1) >>> 16) / 65_536) * 6
      return Math.round((50 + amplitude * wave + noise) * 100) / 100
    },
  }
}
