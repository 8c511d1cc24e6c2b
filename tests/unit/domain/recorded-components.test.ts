import { describe, expect, it } from 'vitest'
import { RecordedComponents } from '../../../src/domain/recorded-components'
import type { Component } from '../../../src/domain/updates'
import { NOON, SECOND } from './recording'

function component(id: string, state: Component['state'] = 'running'): Component {
  return { id, name: id, state, stateText: state, pid: 1, uptime: 1, error: null, updatedAt: NOON }
}

function build() {
  const components = new RecordedComponents({ cadenceMs: 2_000, pollMs: 2_000 })
  /** Told at a second of the backend's clock, and heard at the same second here. */
  const tell = (second: number, ...told: Component[]): void =>
    components.take(told, NOON + second * SECOND, 'live', NOON + second * SECOND)
  const shown = (): [string, string, boolean][] =>
    components.list.map(({ component: { id, state }, listed }) => [id, state, listed])
  return { components, tell, shown }
}

describe('the components of a source', () => {
  it('are unknown before they are told', () => {
    const { components, shown } = build()
    expect([components.at, components.ageAt(NOON, NOON), shown()]).toEqual([null, null, []])
  })

  it('V6: keep their order, and follow what is told', () => {
    const { tell, shown } = build()
    tell(0, component('a'), component('b'))
    tell(2, component('b', 'stopped'), component('a'), component('c'))
    expect(shown()).toEqual([
      ['a', 'running', true],
      ['b', 'stopped', true],
      ['c', 'running', true],
    ])
  })

  it('T8: one that vanishes stays with what was last known, and returns in its place', () => {
    const { tell, shown } = build()
    tell(0, component('a', 'error'), component('b'))
    tell(2, component('b'))
    expect(shown()).toEqual([
      ['a', 'error', false],
      ['b', 'running', true],
    ])
    tell(4, component('b'), component('a'))
    expect(shown()).toEqual([
      ['a', 'running', true],
      ['b', 'running', true],
    ])
  })

  it('T5: what is told again with the same time grows no fresher', () => {
    const { components, tell } = build()
    tell(0, component('a'))
    components.take([component('a')], NOON, 'polled', NOON + 60 * SECOND)
    expect(components.ageAt(NOON + 60 * SECOND, NOON + 60 * SECOND)).toBe(60_000)
  })

  it('T1: a backend whose clock runs ahead does not look fresh for as long', () => {
    const { components } = build()
    components.take([component('a')], NOON + 3_600 * SECOND, 'live', NOON)
    expect(components.ageAt(NOON + 30 * SECOND, NOON + 30 * SECOND)).toBe(30_000)
  })

  it('an older polled or restored telling changes nothing; a live one after the clock was set back is the newest', () => {
    const { components, tell, shown } = build()
    tell(100, component('a'))
    components.take([component('a', 'stopped')], NOON, 'polled', NOON + 101 * SECOND)
    components.take([component('a', 'stopped')], NOON, 'restored', NOON + 101 * SECOND)
    expect(shown()).toEqual([['a', 'running', true]])
    tell(50, component('a', 'error'))
    expect(shown()).toEqual([['a', 'error', true]])
  })

  it('T1: learns how often it is told', () => {
    const { components, tell } = build()
    for (let second = 0; second < 60; second += 10) tell(second, component('a'))
    expect(components.expectedMs).toBe(10_000)
  })

  it('a backend that invents names does not fill the memory', () => {
    const { tell, shown } = build()
    tell(0, ...Array.from({ length: 2_000 }, (_, i) => component(`x${i}`)))
    tell(2, ...Array.from({ length: 2_000 }, (_, i) => component(`y${i}`)))
    expect(shown()).toHaveLength(1_000)
  })
})
