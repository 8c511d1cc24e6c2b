// What every part of the link state machine hands in and gives back.
import type { EpochMs } from '../domain/updates'
import type { LinkPolicy } from '../protocols/protocol'
import type { Failure, LinkEffect, LinkState } from './link-state'

/** What a step needs to know besides the state. */
export interface StepContext {
  policy: LinkPolicy
  now: EpochMs
  /** From 0 up to, not including, 1; for jitter. */
  random: number
  /** Whether refused credentials can be renewed without asking the user (C3). */
  canRenew: boolean
  /** Whether anybody can sign in at all; otherwise a refusal is the administrator's to mend. Default yes. */
  signsIn?: boolean
}

export interface StepResult {
  state: LinkState
  effects: LinkEffect[]
}

export function unchanged(state: LinkState): StepResult {
  return { state, effects: [] }
}

/** One step after another: the state goes through both, the effects add up in order. */
export function andThen(first: StepResult, second: (state: LinkState) => StepResult): StepResult {
  const { state, effects } = second(first.state)
  return { state, effects: [...first.effects, ...effects] }
}

export function isOpen({ socket }: LinkState): boolean {
  return socket === 'unproven' || socket === 'delivering'
}

export function isOpenOrOpening(state: LinkState): boolean {
  return state.socket === 'opening' || isOpen(state)
}

/** Waiting for no time but for other credentials. */
export function isRenewing({ socket, nextTryAt }: LinkState): boolean {
  return socket === 'waiting' && nextTryAt === null
}

export function failureOf({ now }: StepContext, text: string, remedy: Failure['remedy'] = 'wait'): Failure {
  return { at: now, code: null, reason: '', text, remedy }
}
