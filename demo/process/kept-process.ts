// Keeps one child process alive: forks it anew when it dies by itself, waiting longer each time it keeps dying.
// It knows nothing of what the child does; messages go to its owner.

import { fork, type ChildProcess } from 'node:child_process'
import type { Clock } from '../clock'

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 30_000
/** A child that lived this long was healthy: the next wait is the first one again. */
const HEALTHY_AFTER_MS = 30_000
/** A child that does not end when asked is ended the hard way. */
const STUBBORN_AFTER_MS = 5_000

/** Forks a JavaScript file; `environment` is added to this process's own. */
export type Fork = (file: string, environment: Record<string, string>) => ChildProcess

export const forkFile: Fork = (file, environment) =>
  fork(file, [], { env: { ...process.env, ...environment } })

/** Its timers keep their process alive: one that waits to fork its only child must not end meanwhile. */
const ownClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds)
    return () => clearTimeout(timer)
  },
}

export interface KeptProcessOptions {
  /** Tests and the supervisor bring theirs. */
  clock?: Clock
  /** Tests bring their own. */
  fork?: Fork
  /** JavaScript file to fork; asked again for each fork, a rebuild may have moved it. */
  file: () => string
  /** Asked again for each fork. */
  environment: () => Record<string, string>
  /** Wait after the first death; default 2,000 ms. */
  firstWaitMs?: number
  /** Called after each fork, the first one and those after a death. */
  onFork?: () => void
  onMessage: (message: unknown) => void
  onUnexpectedExit: (how: string, waitMs: number) => void
}

export class KeptProcess {
  private child: ChildProcess | undefined
  private gone: Promise<void> = Promise.resolve()
  private isEnding = false
  private cancelRetry: () => void = () => undefined
  private deaths = 0
  private readonly clock: Clock

  constructor(private readonly options: KeptProcessOptions) {
    this.clock = options.clock ?? ownClock
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  start(): void {
    this.cancelRetry()
    if (this.child) return
    const { clock } = this
    const { fork: forked = forkFile, file, environment, onFork, onMessage } = this.options
    const bornAt = clock.now()
    const child = forked(file(), environment())
    this.child = child
    process.once('exit', this.killNow)
    child.on('message', (message) => {
      if (this.child === child && !this.isEnding) onMessage(message)
    })
    this.gone = new Promise((resolve) => {
      const ended = (how: string) => {
        if (this.child !== child) return
        this.child = undefined
        process.off('exit', this.killNow)
        resolve()
        if (!this.isEnding) this.revive(how, clock.now() - bornAt)
      }
      child.once('exit', (code, signal) => ended(signal ?? `exit code ${code ?? 'unknown'}`))
      child.on('error', (error) => {
        // One that could not be forked never exits.
        if (child.pid === undefined) ended(error.message)
        else child.kill()
      })
    })
    onFork?.()
  }

  async restart(): Promise<void> {
    await this.stop()
    this.start()
  }

  /** Settles when the child is gone; it stays so until `start`. */
  async stop(): Promise<void> {
    this.cancelRetry()
    const { child } = this
    if (!child) return
    this.isEnding = true
    const cancel = this.clock.after(STUBBORN_AFTER_MS, () => child.kill('SIGKILL'))
    child.kill()
    await this.gone
    cancel()
    this.isEnding = false
  }

  private revive(how: string, livedMs: number): void {
    const { firstWaitMs = FIRST_WAIT_MS, onUnexpectedExit } = this.options
    if (livedMs > HEALTHY_AFTER_MS) this.deaths = 0
    const wait = Math.min(firstWaitMs * 2 ** this.deaths++, LONGEST_WAIT_MS)
    this.cancelRetry = this.clock.after(wait, () => this.start())
    onUnexpectedExit(how, wait)
  }

  private readonly killNow = () => {
    this.child?.kill()
  }
}

/** For children: nobody outlives the process that forked it, however that one ended. */
export function exitWithParent(): void {
  process.once('disconnect', () => process.exit(0))
}
