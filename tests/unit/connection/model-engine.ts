// A little engine without a wire: obeys every effect of `step` over a fake clock, and lets a test play server,
// network and user. What must always hold is checked after each event.
import { expect } from 'vitest'
import { idleLink, type LinkEffect, type LinkEvent, type LinkState } from '../../../src/connection/link-state'
import { step } from '../../../src/connection/step'
import { isRenewing } from '../../../src/connection/step-result'
import { Timers } from '../../../src/connection/timers'
import type { LinkPolicy } from '../../../src/protocols/protocol'
import { FakeClock } from '../fake-clock'

interface Wait {
  attempt: number
  ms: number
}

export class ModelEngine {
  readonly clock = new FakeClock()
  readonly #timers = new Timers<string>(this.clock)
  state: LinkState = idleLink(this.clock.now())
  /** Sockets that exist, by connection. */
  readonly sockets = new Map<number, 'asked' | 'connecting' | 'open'>()
  readonly polls = new Set<number>()
  renewals = 0
  diagnosed: number | null = null
  /** Every wait for a retry, with the count of failures before it. */
  readonly waits: Wait[] = []
  /** Renewals that led to another socket since somebody asked, or the link worked (C3). */
  renewedInARow = 0
  mostRenewedInARow = 0
  /** When this connection brought its first valid frame. */
  #framedAt: number | null = null

  constructor(
    private readonly policy: LinkPolicy,
    private readonly random: () => number,
    private readonly canRenew: boolean,
  ) {}

  receive(event: LinkEvent): void {
    const before = this.state
    const context = {
      policy: this.policy,
      now: this.clock.now(),
      random: this.random(),
      canRenew: this.canRenew,
    }
    const { state, effects } = step(before, event, context)
    this.state = state
    this.#noteFrames(before, event)
    this.#noteRenewals(before, event)
    for (const effect of effects) this.#perform(effect, before)
    this.#check(before, event)
  }

  get leftOver(): number {
    return this.#timers.size + this.clock.running + this.sockets.size + this.polls.size
  }

  #perform(effect: LinkEffect, before: LinkState): void {
    switch (effect.kind) {
      case 'open':
        this.sockets.set(effect.connection, 'asked')
        return
      case 'close':
        expect(this.sockets.delete(effect.connection), 'closes what exists').toBe(true)
        return
      case 'probe':
        expect(this.sockets.get(effect.connection)).toBe('open')
        return
      case 'poll':
        this.polls.add(effect.round)
        return
      case 'abandon-poll':
        this.polls.clear()
        return
      case 'renew-credentials':
        this.renewals++
        return
      case 'diagnose':
        this.diagnosed = effect.connection
        return
      case 'catch-up':
        return
      case 'start-timer':
        if (effect.timer === 'retry') this.waits.push({ attempt: before.attempt, ms: effect.ms })
        this.#timers.start(effect.timer, effect.ms, () => this.receive({ ...effect, kind: 'timer' }))
        return
      case 'stop-timer':
        this.#timers.stop(effect.timer)
        return
      case 'stop-all':
        this.#timers.stopAll()
        return
    }
  }

  #noteFrames(before: LinkState, event: LinkEvent): void {
    if (this.state.connection !== before.connection) this.#framedAt = null
    if (this.state.delivered && !before.delivered) this.#framedAt = this.clock.now()
    const fresh = event.kind === 'start' || event.kind === 'stop'
    if (fresh || this.state.attempt >= before.attempt) return
    expect(this.state.attempt).toBe(0)
    expect(this.#framedAt, 'C1: a frame ends the row of failures').not.toBeNull()
    expect(this.clock.now() - this.#framedAt!, 'C1: ten seconds after it').toBe(10_000)
  }

  #noteRenewals(before: LinkState, event: LinkEvent): void {
    const asked = ['start', 'stop', 'try-now', 'signed-in'].includes(event.kind)
    if (asked || (before.renewed && !this.state.renewed)) this.renewedInARow = 0
    if (event.kind === 'renewed' && this.state.socket !== before.socket) this.renewedInARow++
    this.mostRenewedInARow = Math.max(this.mostRenewedInARow, this.renewedInARow)
  }

  #check(before: LinkState, event: LinkEvent): void {
    const { state } = this
    expect(this.sockets.size, 'C5: never two sockets').toBeLessThanOrEqual(1)
    expect(this.polls.size, 'C4: never two polls').toBeLessThanOrEqual(1)
    const socket = this.sockets.get(state.connection)
    const has = {
      idle: false,
      waiting: false,
      halted: false,
      opening: true,
      unproven: true,
      delivering: true,
    }
    expect(socket !== undefined, `a socket while ${state.socket}, after ${event.kind}`).toBe(
      has[state.socket],
    )
    if (state.socket === 'idle') expect(this.leftOver, 'C6: nothing is left').toBe(0)
    // Something always happens next: no state waits for nothing.
    if (state.socket === 'waiting' && !isRenewing(state)) expect(this.#timers.isRunning('retry')).toBe(true)
    if (isRenewing(state)) expect(this.renewals).toBeGreaterThan(0)
    if (socket === 'connecting') expect(this.#timers.isRunning('handshake')).toBe(true)
    if (state.socket === 'unproven') expect(this.#timers.isRunning('greeting')).toBe(true)
    if (state.probing) expect(this.#timers.isRunning('pong')).toBe(true)
    if (state.poll !== 'off') expect(this.polls.size + Number(this.#timers.isRunning('poll'))).toBe(1)
    if (state.poll !== 'off') expect(this.policy.polling).not.toBeNull()
    expect(state.connection).toBeGreaterThanOrEqual(before.connection)
    expect(state.round).toBeGreaterThanOrEqual(before.round)
  }
}
