import { describe, expect, test } from 'vitest'
import {
  componentFreshnessWords,
  componentStateWords,
  messageOf,
  pidWords,
  showsValues,
  uptimeWords,
} from '../../../src/components/health/component-words'
import { componentFinding, linkFinding } from '../../../src/components/health/findings'
import { overallHealth, type Finding, type WellCounts } from '../../../src/components/health/overall-health'
import { idleLink, type LinkState } from '../../../src/connection/link-state'
import { componentState } from '../../../src/domain/component-state'
import { rankOf, standingOf } from '../../../src/domain/limits'
import type { Component } from '../../../src/domain/updates'
import type { ComponentView } from '../../../src/stores/components'

function component(
  more: Partial<Component> = {},
  { expected = false, freshness = 'live', ageMs = 0, listed = true }: Partial<ComponentView> = {},
): ComponentView {
  const told: Component = {
    id: 'storage',
    name: 'Storage Engine',
    state: 'running',
    stateText: 'running',
    pid: 12345,
    uptime: 3_600,
    error: null,
    updatedAt: null,
    ...more,
  }
  const standing = standingOf(componentState(told, expected), freshness)
  return {
    key: 'center/storage',
    source: 'center',
    component: told,
    listed,
    expected,
    freshness,
    ageMs,
    ...standing,
    rank: rankOf(standing),
    figures: [],
  }
}

describe('the words for a component', () => {
  test('its state is said with the same word everywhere', () => {
    const said = (['running', 'starting', 'stopping', 'stopped', 'error'] as const).map((state) =>
      componentStateWords(component({ state })),
    )
    expect(said).toEqual(['Running', 'Starting', 'Stopping', 'Stopped', 'Error'])
  })

  test('a word of the backend that is none of ours is shown as it came, and nothing as “Unknown”', () => {
    expect(componentStateWords(component({ state: 'unknown', stateText: 'hibernating' }))).toBe('hibernating')
    expect(componentStateWords(component({ state: 'unknown', stateText: ' ' }))).toBe('Unknown')
  })

  test('one that should run and is stopped says both', () => {
    const stopped = component({ state: 'stopped' }, { expected: true })
    expect(componentStateWords(stopped)).toBe('Stopped, should run')
    expect(stopped.state).toBe('warn')
  })

  test('T1: a state that is not heard of now is unknown, with what was last known and its age', () => {
    const stale = component({}, { freshness: 'stale', ageMs: 40_000 })
    expect(componentStateWords(stale)).toBe('Unknown')
    expect(componentFreshnessWords(stale)).toBe('Last known running, 40 s ago')
  })

  test('T8: an error that went quiet stays one, as last known', () => {
    const stale = component({ state: 'error' }, { freshness: 'stale', ageMs: 40_000 })
    expect(componentStateWords(stale)).toBe('Error')
    expect(componentFreshnessWords(stale)).toBe('Last known error, 40 s ago')
  })

  test('T8: one that left the list says so', () => {
    const gone = component({}, { freshness: 'stale', ageMs: 40_000, listed: false })
    expect(componentFreshnessWords(gone)).toBe('No longer listed. Last known running, 40 s ago')
  })

  test('values are told only while it runs and is heard of; the process id is no quantity', () => {
    expect([pidWords(component()), uptimeWords(component())]).toEqual(['12345', '60 min'])
    for (const view of [
      component({ state: 'stopped' }),
      component({ state: 'error' }),
      component({}, { freshness: 'stale' }),
    ]) {
      expect(showsValues(view)).toBe(false)
      expect([pidWords(view), uptimeWords(view)]).toEqual(['–', '–'])
    }
    expect(uptimeWords(component({ uptime: null }))).toBe('–')
  })

  test('a state that lies: an error text while it runs is an old message, after it failed it is the reason', () => {
    expect(messageOf(component({ error: 'out of memory' }))).toEqual({
      text: 'Old message: out of memory',
      isOld: true,
    })
    expect(messageOf(component({ state: 'stopped', error: 'out of memory' }))).toEqual({
      text: 'out of memory',
      isOld: false,
    })
    expect(messageOf(component({ error: ' ' }))).toBeNull()
  })
})

describe('what is found', () => {
  const NOW = 1_000_000
  const link = (more: Partial<LinkState>, isDown = false) =>
    linkFinding({ key: 'plant/x', subject: 'Plant', isDown }, { ...idleLink(NOW), ...more }, NOW)

  test('only a socket that delivers is well', () => {
    expect(link({ socket: 'delivering' })).toBeNull()
    expect(link({ socket: 'delivering', silent: true })).toMatchObject({
      state: 'warn',
      words: 'Connected, but silent',
    })
    expect(link({ socket: 'opening' })).toMatchObject({ state: 'unknown', words: 'Connecting' })
    expect(link({ socket: 'opening' }, true)).toMatchObject({ state: 'warn' })
    expect(link({ socket: 'waiting', poll: 'on' })).toMatchObject({ state: 'busy' })
    expect(link({ socket: 'unproven', since: NOW - 31_000 })).toMatchObject({ state: 'warn' })
  })

  test('a component is found when it failed, should run and does not, or cannot be told', () => {
    expect(componentFinding(component())).toBeNull()
    expect(componentFinding(component({ state: 'stopped' }))).toBeNull()
    expect(componentFinding(component({ state: 'starting' }))).toBeNull()
    expect(componentFinding(component({ state: 'stopped' }, { expected: true }))).toMatchObject({
      state: 'warn',
      words: 'Stopped, should run',
    })
    expect(componentFinding(component({ state: 'error', error: 'port in use' }))).toMatchObject({
      state: 'crit',
      subject: 'Storage Engine',
      words: 'Error · port in use',
      to: { path: '/health', hash: '#component-center%2Fstorage' },
    })
    expect(componentFinding(component({ state: 'unknown', stateText: 'odd' }))).toMatchObject({
      state: 'unknown',
      words: 'odd',
    })
  })

  test('T8: a component that failed and went quiet is still found', () => {
    const quiet = component({ state: 'error' }, { freshness: 'stale', ageMs: 40_000 })
    expect(componentFinding(quiet)).toMatchObject({
      state: 'unknown',
      lastKnown: 'crit',
      words: 'Last known error, 40 s ago',
    })
  })
})

describe('the overall state', () => {
  const well: WellCounts = {
    connections: 3,
    components: new Map([
      ['running', 4],
      ['stopped', 1],
    ]),
    normal: 41,
    withoutLimit: 1,
  }
  const nothing: WellCounts = { connections: 0, components: new Map(), normal: 0, withoutLimit: 0 }
  const finding = (state: Finding['state'], lastKnown: Finding['lastKnown'] = null): Finding => ({
    key: `${state} ${lastKnown ?? ''}`,
    subject: 'Plant',
    words: '',
    to: '/',
    state,
    lastKnown,
  })

  test('all well is said with what is counted', () => {
    expect(overallHealth([], well, [])).toMatchObject({
      state: 'normal',
      headline: 'All well: 3 connections, 4 components running, 41 values normal, 1 value without limit',
      besides: '1 component stopped.',
    })
  })

  test('what the header counts is said in its words alone', () => {
    const found = [{ ...finding('crit'), counted: true }, finding('warn')]
    expect(overallHealth(found, well, ['1 critical']).headline).toBe('1 critical, 1 problem')
  })

  test('what is stopped and should be is neither well nor wrong', () => {
    const stopped = new Map([['stopped', 2]] as const)
    expect(overallHealth([], { ...nothing, components: stopped }, [])).toMatchObject({
      state: 'stopped',
      headline: '2 components stopped',
      besides: '',
    })
  })

  test('where nothing is watched nothing is well', () => {
    expect(overallHealth([], nothing, [])).toMatchObject({
      state: 'unknown',
      headline: 'Nothing is watched.',
    })
  })

  test('the worst decides, and comes first', () => {
    const found = [
      finding('busy'),
      finding('unknown'),
      finding('warn'),
      finding('unknown', 'warn'),
      finding('crit'),
      finding('unknown', 'crit'),
    ]
    const overall = overallHealth(found, well, ['1 critical', '1 warning'])
    expect(overall.findings.map(({ state, lastKnown }) => lastKnown ?? state)).toEqual([
      'crit',
      'crit',
      'warn',
      'warn',
      'unknown',
      'busy',
    ])
    expect(overall.state).toBe('crit')
    expect(overall.headline).toBe('1 critical, 1 warning, 4 problems, 1 unknown, 1 notice')
    expect(overall.besides).toMatch(/^Well: 3 connections, .* without limit\. 1 component stopped\.$/)
  })

  test.each(['unknown', 'busy', 'warn', 'crit'] as const)('it is never all well with one %s', (state) => {
    const overall = overallHealth([finding(state)], well, [])
    expect(overall.state).toBe(state)
    expect(overall.headline).not.toContain('All well')
  })
})
