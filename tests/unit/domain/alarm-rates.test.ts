import { describe, expect, test } from 'vitest'
import { NORMAL_LIFE } from '../../../src/domain/alarm'
import {
  floodAfter,
  isChattering,
  isStanding,
  noteActivation,
  NO_FLOOD,
  type Flood,
} from '../../../src/domain/alarm-rates'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

describe('A3: chattering', () => {
  const noted = (...seconds: number[]) =>
    seconds.reduce<readonly number[]>((all, second) => noteActivation(all, second * SECOND), [])

  test('is three activations within 60 s', () => {
    expect(isChattering(noted(0, 30), 30 * SECOND)).toBe(false)
    expect(isChattering(noted(0, 30, 60), 60 * SECOND)).toBe(true)
    expect(isChattering(noted(0, 30, 61), 61 * SECOND)).toBe(false)
  })

  test('lasts while three lie in the last 60 s', () => {
    expect(isChattering(noted(0, 1, 2, 3, 50), 62 * SECOND)).toBe(true)
    expect(isChattering(noted(0, 1, 2, 3, 50), 63 * SECOND)).toBe(false)
  })
})

describe('A3: standing', () => {
  test('is active for more than 24 h, acknowledged or not', () => {
    const active = { ...NORMAL_LIFE, active: true, activatedAt: 0 }
    expect(isStanding(active, 24 * HOUR)).toBe(false)
    expect(isStanding(active, 24 * HOUR + 1)).toBe(true)
    expect(isStanding({ ...active, active: false }, 48 * HOUR)).toBe(false)
    expect(isStanding(NORMAL_LIFE, 48 * HOUR)).toBe(false)
  })
})

describe('A3: a flood', () => {
  const each = (from: Flood, count: number, everyMs: number, start: number): Flood =>
    Array.from({ length: count }, (_, i) => start + i * everyMs).reduce(
      (flood, at) => floodAfter(flood, at, 1),
      from,
    )

  test('begins with more than 10 activations in 10 min', () => {
    const ten = each(NO_FLOOD, 10, SECOND, 0)
    expect(ten.since).toBeNull()
    expect(floodAfter(ten, 20 * SECOND, 1).since).toBe(20 * SECOND)
    expect(floodAfter(ten, 10 * MINUTE, 1).since).toBeNull()
  })

  test('begins at once with a thousand at once, and remembers no more than it needs', () => {
    const flood = floodAfter(NO_FLOOD, 5, 1_000)
    expect(flood.since).toBe(5)
    expect(flood.activations).toHaveLength(11)
  })

  test('lasts until fewer than 5 came in 10 min', () => {
    const flood = each(NO_FLOOD, 11, MINUTE / 2, 0)
    expect(flood.since).toBe(5 * MINUTE)
    // The five newest came from 3:00 on.
    expect(floodAfter(flood, 13 * MINUTE - 1).since).toBe(5 * MINUTE)
    expect(floodAfter(flood, 13 * MINUTE).since).toBeNull()
  })

  test('between 5 and 10 it begins not, but goes on', () => {
    expect(each(NO_FLOOD, 40, 90 * SECOND, 0).since).toBeNull()
    const flood = floodAfter(NO_FLOOD, 0, 11)
    expect(each(flood, 40, 90 * SECOND, 1).since).toBe(0)
  })

  test('is the same object while nothing happens', () => {
    const flood = floodAfter(NO_FLOOD, 0, 11)
    expect(floodAfter(flood, 1)).toBe(flood)
    expect(floodAfter(NO_FLOOD, 1)).toBe(NO_FLOOD)
  })

  test('a clock that was set back does not keep it for hours', () => {
    expect(floodAfter(floodAfter(NO_FLOOD, HOUR, 11), 0).since).toBeNull()
  })
})
