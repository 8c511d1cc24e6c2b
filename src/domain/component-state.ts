// What a component's card says, from what its backend says (DESIGN.md, "Limits and colours").
import type { CardState } from './limits'
import type { Component } from './updates'

/** @param expected whether the user says that it should run; then being stopped is abnormal */
export function componentState({ state, error }: Component, expected: boolean): CardState {
  // Some servers never clear the text: while it runs it is an old story (PROTOCOLS.md, field note).
  if (state === 'running') return 'normal'
  if (state === 'error' || error !== null) return 'crit'
  if (state === 'starting' || state === 'stopping') return 'busy'
  if (state === 'stopped') return expected ? 'warn' : 'stopped'
  return 'unknown'
}
