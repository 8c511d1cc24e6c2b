// The backend's own process among the components: it can be looked at, and it refuses to end itself.

import type { Clock } from '../clock'
import type { Component, ComponentCommand, ComponentLook } from './component'
import { REPORT_EVERY_MS, UsageMeter, usageNow, type UsageFigures } from './usage'

const REFUSALS: Record<ComponentCommand, string> = {
  start: 'The backend is already running',
  stop: 'The backend cannot stop itself',
  restart: 'The backend cannot restart itself',
}

export class OwnProcess implements Component {
  readonly id = 'backend'
  private readonly startedAt: number
  private readonly meter = new UsageMeter()
  private usage: UsageFigures | null = null
  private measuredAt = 0
  private cancel: () => void = () => undefined

  constructor(private readonly clock: Clock) {
    this.startedAt = clock.now()
    this.measure()
  }

  look(): ComponentLook {
    return {
      id: this.id,
      name: 'Backend',
      state: 'running',
      pid: process.pid,
      uptimeMs: this.clock.now() - this.startedAt,
      usage: this.usage,
      error: null,
      updatedAt: this.measuredAt,
    }
  }

  command(command: ComponentCommand): Promise<string> {
    return Promise.resolve(REFUSALS[command])
  }

  close(): void {
    this.cancel()
  }

  private measure(): void {
    this.usage = this.meter.read(usageNow())
    this.measuredAt = this.clock.now()
    this.cancel = this.clock.after(REPORT_EVERY_MS, () => this.measure())
  }
}
