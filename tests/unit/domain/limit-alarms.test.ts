import { describe, expect, test } from 'vitest'
import { alarmState } from '../../../src/domain/alarm'
import { AlarmRegister } from '../../../src/domain/alarm-register'
import { LimitAlarms } from '../../../src/domain/limit-alarms'
import type { Limit, Reporting } from '../../../src/domain/updates'
import { NOON, Recording, SECOND, seconds } from './recording'

const LIMITS: Limit[] = [
  {
    ...{ id: 'l', sensor: 'p1', name: 'Too high', severity: 'warn', origin: 'backend' },
    condition: { operator: 'gt', value: 90 },
  },
]

function watched({ onDelayMs = 0, reporting = 'periodic' as Reporting } = {}) {
  const recording = new Recording({ reporting })
  const register = new AlarmRegister()
  const alarms = new LimitAlarms(register)
  const settings = { deadband: 0, onDelayMs, offDelayMs: 0 }
  const read = (second: number, value: number, heardAt = second): void => {
    recording.sensor.take(seconds(second), [value], 'live', NOON + heardAt * SECOND)
    alarms.take(recording.sensor, seconds(second), [value], LIMITS, settings, NOON + heardAt * SECOND)
  }
  const tick = (second: number): void => register.tick((alarm) => alarms.clock(alarm, NOON + second * SECOND))
  const news = () =>
    register.takeNews().map(({ alarm, at }) => [alarmState(alarm.life), (at - NOON) / SECOND])
  return { alarms, read, tick, news, recording, settings }
}

describe('the time of an alarm', () => {
  test('A2: is that of the samples, and passes between them as it does here', () => {
    const { read, tick, news } = watched({ onDelayMs: 5_000 })
    read(100, 95, 0)
    tick(4)
    expect(news()).toEqual([])
    tick(6)
    expect(news()).toEqual([['unacknowledged', 105]])
  })

  test('A2, T3: over a gap the on-delay counts anew', () => {
    const { read, news } = watched({ onDelayMs: 5_000 })
    read(0, 95)
    read(60, 95)
    expect(news()).toEqual([])
    for (let second = 61; second <= 65; second++) read(second, 95)
    expect(news()).toEqual([['unacknowledged', 65]])
  })

  test('follows a clock of the backend that steps back', () => {
    const { read, news } = watched()
    for (let second = 3_600; second < 3_605; second++) read(second, 95, second - 3_600)
    expect(news()).toHaveLength(1)
    for (let second = 5; second < 30; second++) read(second, 5, second)
    expect(news()).toMatchObject([['returned-unacknowledged', expect.any(Number)]])
    read(30, 95, 30)
    expect(news()).toEqual([['unacknowledged', 30]])
  })

  test('A5: what is told only when it changes holds still when the link is back', () => {
    const { alarms, read, tick, news } = watched({ onDelayMs: 5_000, reporting: 'on-change' })
    read(0, 95)
    alarms.freeze('plant')
    tick(60)
    expect(news()).toEqual([])
    alarms.thaw('plant', NOON + 60 * SECOND)
    tick(64)
    expect(news()).toEqual([])
    tick(65)
    expect(news()).toEqual([['unacknowledged', 65]])
  })
})

test('a value that is no number changes nothing', () => {
  const { read, news } = watched()
  read(0, 95)
  news()
  read(1, NaN)
  expect(news()).toEqual([])
})

test('limits that come after the first value are judged by it, once', () => {
  const { alarms, read, news, recording, settings } = watched()
  read(0, 95)
  news()
  const crit: Limit = { ...LIMITS[0]!, id: 'm', severity: 'crit' }
  alarms.revise(recording.sensor, [...LIMITS, crit], settings)
  alarms.revise(recording.sensor, [...LIMITS, crit], settings)
  expect(news()).toEqual([['unacknowledged', 0]])
})
