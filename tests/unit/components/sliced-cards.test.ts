// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { nextCards, type Cards } from '../../../src/components/sliced-cards'
import { sensorKey } from '../../../src/domain/recorded-sensor'

const keys = (names: string) => [...names].map((name) => sensorKey('plant', name))
const NONE: Cards = new Map()

/** Each card as its sensor's letter: a capital one is shown. */
const said = (cards: Cards): string =>
  [...cards]
    .map(([key, isShown]) => {
      const name = key.slice(-1)
      return isShown ? name.toUpperCase() : name
    })
    .join('')

const after = (cards: Cards, wanted: string, more: number, sensors = 'abcdef'): Cards =>
  nextCards(keys(sensors), cards, new Set(keys(wanted)), more)

describe('the cards of a large wall', () => {
  test.each([
    [0, ''],
    [1, 'A'],
    [4, 'ABCD'],
    [9, 'ABCDEF'],
  ])('come in their order: the first %i of all', (more, cards) => {
    expect(said(after(NONE, 'abcdef', more))).toBe(cards)
  })

  test('come for those alone that are wanted', () => {
    expect(said(after(NONE, 'bdf', 2))).toBe('BD')
  })

  test('are hidden at once and stay, and are shown again a few at a time', () => {
    const whole = after(NONE, 'abcdef', 6)
    const narrowed = after(whole, 'be', 6)
    expect(said(narrowed)).toBe('aBcdEf')
    const first = after(narrowed, 'abcdef', 2)
    expect(said(first)).toBe('ABCdEf')
    expect(said(after(first, 'abcdef', 2))).toBe('ABCDEF')
  })

  test('that are shown stay so, whether or not more may come', () => {
    const whole = after(NONE, 'abcdef', 6)
    expect(said(after(whole, 'abcde', 0))).toBe('ABCDEf')
  })

  test('of sensors that are gone are gone', () => {
    const whole = after(NONE, 'abcdef', 6)
    expect(said(after(whole, 'abcdef', 6, 'bdf'))).toBe('BDF')
  })
})
