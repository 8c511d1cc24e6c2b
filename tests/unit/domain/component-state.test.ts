import { expect, it } from 'vitest'
import { componentState } from '../../../src/domain/component-state'
import type { Component, ComponentState } from '../../../src/domain/updates'

function of(state: ComponentState, error: string | null = null): Component {
  return { id: 'a', name: 'A', state, stateText: state, pid: null, uptime: null, error, updatedAt: null }
}

it.each([
  ['running', null, false, 'normal'],
  ['running', null, true, 'normal'],
  ['starting', null, false, 'busy'],
  ['stopping', null, false, 'busy'],
  ['stopped', null, false, 'stopped'],
  ['stopped', null, true, 'warn'],
  ['error', null, false, 'crit'],
  ['unknown', null, false, 'unknown'],
] as const)('%s with error text %s, expected to run: %s, is %s', (state, error, expected, card) => {
  expect(componentState(of(state, error), expected)).toBe(card)
})

it('an error text counts only while it does not run: some servers never clear it', () => {
  expect(componentState(of('running', 'exited with 1'), true)).toBe('normal')
  for (const state of ['starting', 'stopping', 'stopped', 'error', 'unknown'] as const) {
    expect(componentState(of(state, 'exited with 1'), false)).toBe('crit')
  }
})
