// Children of the demo without processes: they say what a test lets them say, and end when they are killed.

import { EventEmitter } from 'node:events'
import { basename } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import type { Fork } from '../../../demo/process/kept-process'

export class FakeChild extends EventEmitter {
  readonly signals: string[] = []
  /** Whether it lives on when it is asked to end. */
  stubborn = false

  constructor(
    readonly pid: number | undefined,
    /** Name of the file that was forked. */
    readonly file: string,
    readonly environment: Record<string, string>,
  ) {
    super()
  }

  say(message: unknown): void {
    this.emit('message', message)
  }

  /** One report about itself, `seconds` after its start. */
  report(seconds: number, processorSeconds: number, megabytes: number): void {
    const usage = {
      uptimeMs: seconds * 1000,
      processorMs: processorSeconds * 1000,
      memoryBytes: megabytes * 1024 * 1024,
    }
    this.say({ usage })
  }

  /** It dies of itself. */
  die(signal: string | null, code: number | null = null): void {
    this.emit('exit', code, signal)
  }

  kill(signal = 'SIGTERM'): boolean {
    this.signals.push(signal)
    if (!this.stubborn || signal === 'SIGKILL') queueMicrotask(() => this.die(signal))
    return true
  }
}

export class FakeChildren {
  /** In the order of their births. */
  readonly all: FakeChild[] = []
  private nextPid = 1001

  readonly fork: Fork = (file, environment) => {
    const child = new FakeChild(this.nextPid++, basename(file), environment)
    this.all.push(child)
    return child as unknown as ChildProcess
  }

  get newest(): FakeChild {
    return this.all.at(-1)!
  }
}
