// One child of the demo with the state that its supervisor shows: kept alive while it should run, stopped until
// it is started. It runs when it has said something, not when it was forked.

import type { Clock } from '../clock'
import type { Component, ComponentCommand, ComponentLook, ComponentState } from './component'
import { KeptProcess, type Fork } from './kept-process'
import { usageIn, UsageMeter, type UsageFigures } from './usage'

/** Long enough for everybody who looks each two seconds to see that it died. */
const FIRST_WAIT_MS = 4_000

export interface ProcessDefinition {
  id: string
  name: string
  file: () => string
  environment?: () => Record<string, string>
  /** What the child says, except for its usage. */
  onMessage: (message: unknown) => void
  onState?: (state: ComponentState) => void
}

export class SupervisedProcess implements Component {
  readonly id: string
  private state: ComponentState = 'stopped'
  private error: string | null = null
  private bornAt = 0
  private meter = new UsageMeter()
  private usage: UsageFigures | null = null
  private updatedAt: number
  private readonly kept: KeptProcess

  constructor(
    private readonly definition: ProcessDefinition,
    private readonly clock: Clock,
    fork?: Fork,
  ) {
    this.id = definition.id
    this.updatedAt = clock.now()
    this.kept = new KeptProcess({
      clock,
      ...(fork ? { fork } : {}),
      file: definition.file,
      environment: definition.environment ?? (() => ({})),
      firstWaitMs: FIRST_WAIT_MS,
      onFork: () => this.forked(),
      onMessage: (message) => this.heard(message),
      onUnexpectedExit: (how, waitMs) => this.died(how, waitMs),
    })
  }

  get pid(): number | undefined {
    return this.kept.pid
  }

  look(): ComponentLook {
    const { definition, state, error, updatedAt } = this
    const pid = this.kept.pid ?? null
    return {
      id: definition.id,
      name: definition.name,
      state,
      pid,
      uptimeMs: pid === null ? null : this.clock.now() - this.bornAt,
      usage: pid === null ? null : this.usage,
      error,
      updatedAt,
    }
  }

  async command(command: ComponentCommand): Promise<string | undefined> {
    const { name } = this.definition
    const { state } = this
    if (state === 'stopping') return `${name} is stopping`
    if (command === 'start' && (state === 'running' || state === 'starting'))
      return `${name} is already ${state}`
    if (command === 'stop' && state === 'stopped') return `${name} is not running`
    if (command !== 'start' && state !== 'stopped') await this.stop()
    if (command !== 'stop') this.kept.start()
    return undefined
  }

  /** Settles when it is gone, whatever its state was. */
  async stop(): Promise<void> {
    this.error = null
    if (this.state !== 'stopped') this.become('stopping')
    await this.kept.stop()
    if (this.state === 'stopping') this.become('stopped')
  }

  private forked(): void {
    this.bornAt = this.clock.now()
    this.meter = new UsageMeter()
    this.usage = null
    this.become('starting')
  }

  private heard(message: unknown): void {
    const report = usageIn(message)
    if (report) {
      this.usage = this.meter.read(report)
      this.updatedAt = this.clock.now()
    }
    if (this.state === 'starting') {
      this.error = null
      this.become('running')
    }
    if (!report) this.definition.onMessage(message)
  }

  private died(how: string, waitMs: number): void {
    const rest = `ended by itself (${how}); it starts again in ${waitMs / 1000} s.`
    console.error(`The demo's ${this.definition.id} ${rest}`)
    this.error = `The process ${rest}`
    this.become('error')
  }

  private become(state: ComponentState): void {
    this.state = state
    this.updatedAt = this.clock.now()
    this.definition.onState?.(state)
  }
}
