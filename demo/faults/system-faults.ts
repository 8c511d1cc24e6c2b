// The faults that run for one system, and the sockets they can hit. It decides nothing about tokens or users:
// a system that has them brings its own effect for such a fault.

import type { Clock } from '../clock'
import { FAULTS, type FaultName } from './catalogue'
import type { FaultRequest } from './request'

export interface RunningFault {
  fault: FaultName
  endsAt: number
  request: FaultRequest
  cancel: () => void
}

export interface FaultySocket {
  close(code?: number, reason?: string): void
  terminate(): void
}

export class SystemFaults {
  /** Sockets that clients have open, in the order of opening. */
  readonly sockets = new Set<FaultySocket>()
  private readonly running = new Map<FaultName, RunningFault>()
  private readonly stalled = new Set<() => void>()
  private garbageSource: Iterator<string | Buffer> | undefined

  constructor(
    private readonly clock: Clock,
    private readonly garbage: () => Iterator<string | Buffer>,
  ) {}

  isRunning(fault: FaultName): boolean {
    return this.running.has(fault)
  }

  requestOf(fault: FaultName): FaultRequest | undefined {
    return this.running.get(fault)?.request
  }

  /** Milliseconds by which this system's clock is wrong now. */
  skew(): number {
    return (this.requestOf('skew')?.by ?? 0) * 1000
  }

  nextGarbage(): string | Buffer {
    this.garbageSource ??= this.garbage()
    const { value } = this.garbageSource.next() as IteratorResult<string | Buffer, string | Buffer>
    return value
  }

  /** Keeps a connection without an answer until the stall ends, then calls `destroy`. */
  park(destroy: () => void): void {
    this.stalled.add(destroy)
  }

  /** Starts a fault; answers how many sockets it hit at once. */
  start(request: FaultRequest): number {
    const { fault } = request
    if (FAULTS[fault].lasting) {
      this.running.get(fault)?.cancel()
      this.running.set(fault, {
        fault,
        request,
        endsAt: this.clock.now() + request.seconds * 1000,
        cancel: this.clock.after(request.seconds * 1000, () => this.end(fault)),
      })
    }
    if (fault === 'garbage') this.garbageSource = undefined
    if (fault === 'close') return this.hit((socket) => socket.close(request.code, request.reason))
    if (fault === 'terminate' || fault === 'down') return this.hit((socket) => socket.terminate())
    return 0
  }

  /** Ends all; answers the names of what was ended. */
  endAll(): FaultName[] {
    const names = [...this.running.keys()]
    for (const name of names) this.end(name)
    return names
  }

  list(): { fault: FaultName; secondsLeft: number }[] {
    return [...this.running.values()].map(({ fault, endsAt }) => ({
      fault,
      secondsLeft: Math.max(0, Math.round((endsAt - this.clock.now()) / 1000)),
    }))
  }

  private hit(effect: (socket: FaultySocket) => void): number {
    const open = [...this.sockets]
    open.forEach(effect)
    return open.length
  }

  private end(fault: FaultName): void {
    this.running.get(fault)?.cancel()
    this.running.delete(fault)
    if (fault !== 'stall') return
    for (const destroy of this.stalled) destroy()
    this.stalled.clear()
  }
}
