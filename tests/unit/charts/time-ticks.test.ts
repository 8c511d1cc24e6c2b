import { describe, expect, it } from 'vitest'
import { timeFormat, timeStep, timeTicks } from '../../../src/charts/arithmetic/time-ticks'
import { ZoneClock } from '../../../src/charts/arithmetic/zone-clock'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function read(zone: string, from: string, to: string, step: number): string[] {
  const clock = new ZoneClock(zone)
  const format = timeFormat('en-GB', zone, step, clock)
  return timeTicks(Date.parse(from), Date.parse(to), step, clock).map(format.tick)
}

describe('ticks of the time axis', () => {
  it('are whole steps on the clocks of the zone, also of one that is 45 minutes off', () => {
    expect(read('Asia/Kathmandu', '2026-01-05T00:00:00Z', '2026-01-05T02:30:00Z', HOUR)).toEqual([
      '06:00',
      '07:00',
      '08:00',
    ])
    expect(read('UTC', '2026-01-05T10:00:00Z', '2026-01-05T10:00:45Z', 15_000)).toEqual([
      '10:00:00',
      '10:00:15',
      '10:00:30',
      '10:00:45',
    ])
  })

  it('name the date where a day begins', () => {
    expect(read('Europe/Berlin', '2026-01-05T21:30:00Z', '2026-01-06T00:30:00Z', HOUR)).toEqual([
      '23:00',
      '6 Jan',
      '01:00',
    ])
  })

  it('K3: a day of 23 hours lacks its skipped hour, and every other hour is there once', () => {
    const hours = read('Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', HOUR)
    expect(hours).toHaveLength(23)
    expect(hours.slice(0, 4)).toEqual(['29 Mar', '01:00', '03:00', '04:00'])
    expect(hours.at(-1)).toBe('23:00')
  })

  it('K3: a day of 25 hours has its repeated hour twice, an hour apart', () => {
    const clock = new ZoneClock('Europe/Berlin')
    const [from, to] = [Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T22:59:59Z')]
    const ticks = timeTicks(from, to, HOUR, clock)
    expect(ticks).toHaveLength(25)
    expect(ticks.slice(1).every((tick, i) => tick - ticks[i]! === HOUR)).toBe(true)
    const hours = read('Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', HOUR)
    expect(hours.slice(0, 5)).toEqual(['25 Oct', '01:00', '02:00', '02:00', '03:00'])
  })

  it('K3: quarters of a repeated hour are all there, also where clocks move by half an hour', () => {
    expect(read('America/New_York', '2026-11-01T05:00:00Z', '2026-11-01T06:59:59Z', 30 * MINUTE)).toEqual([
      '01:00',
      '01:30',
      '01:00',
      '01:30',
    ])
    expect(read('Australia/Lord_Howe', '2026-04-04T14:00:00Z', '2026-04-04T15:59:59Z', 30 * MINUTE)).toEqual([
      '01:00',
      '01:30',
      '01:30',
      '02:00',
    ])
  })

  it('K3: steps of several hours stay on the same hours of the wall clock across both changes', () => {
    expect(read('Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T22:00:00Z', 6 * HOUR)).toEqual([
      '18:00',
      '29 Mar',
      '06:00',
      '12:00',
      '18:00',
      '30 Mar',
    ])
    expect(read('Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T06:00:00Z', 2 * HOUR)).toEqual([
      '25 Oct',
      '02:00',
      '04:00',
      '06:00',
    ])
  })

  it('K3: a day whose midnight is skipped begins at one', () => {
    // Beirut, 29 March 2026: clocks go from 00:00 to 01:00.
    const clock = new ZoneClock('Asia/Beirut')
    const ticks = timeTicks(
      Date.parse('2026-03-27T12:00:00Z'),
      Date.parse('2026-03-30T12:00:00Z'),
      DAY,
      clock,
    )
    expect(ticks.map((tick) => new Date(tick).toISOString())).toEqual([
      '2026-03-27T22:00:00.000Z',
      '2026-03-28T22:00:00.000Z',
      '2026-03-29T21:00:00.000Z',
    ])
  })

  it('K1: the zone is named as it is at that moment', () => {
    const clock = new ZoneClock('Europe/Berlin')
    const format = timeFormat('en-GB', 'Europe/Berlin', HOUR, clock)
    expect(format.zone(Date.parse('2026-01-01T00:00:00Z'))).toBe('CET')
    expect(format.zone(Date.parse('2026-07-01T00:00:00Z'))).toBe('CEST')
  })

  it('an unknown zone becomes UTC and says so', () => {
    const clock = new ZoneClock('Mars/Olympus')
    expect(clock.offsetAt(Date.parse('2026-07-01T00:00:00Z'))).toBe(0)
    expect(timeFormat('en-GB', 'Mars/Olympus', HOUR, clock).zone(0)).toBe('UTC')
  })

  it('have a round step that leaves each tick its room', () => {
    expect(timeStep(60_000, 6)).toBe(10_000)
    expect(timeStep(5 * MINUTE, 4)).toBe(2 * MINUTE)
    expect(timeStep(DAY, 5)).toBe(6 * HOUR)
    expect(timeStep(10 * 365 * DAY, 5)).toBe(2 * 365 * DAY)
    expect(timeStep(500, 5)).toBe(1000)
  })
})
