// Knows the demo's own processes as components: the backend first, then its children as their systems bring them.

import type { Clock } from '../clock'
import type { Component, ComponentCommand, ComponentLook } from './component'
import type { Fork } from './kept-process'
import { OwnProcess } from './own-process'
import { SupervisedProcess, type ProcessDefinition } from './supervised-process'

export class Supervisor {
  private readonly own: OwnProcess
  private readonly components = new Map<string, Component>()

  /** @param fork tests bring their own. */
  constructor(
    private readonly clock: Clock,
    private readonly fork?: Fork,
  ) {
    this.own = new OwnProcess(clock)
    this.components.set(this.own.id, this.own)
  }

  /** A child that is stopped until it is started; whoever brings it stops it in the end. */
  supervise(definition: ProcessDefinition): SupervisedProcess {
    const supervised = new SupervisedProcess(definition, this.clock, this.fork)
    this.components.set(definition.id, supervised)
    return supervised
  }

  list(): ComponentLook[] {
    return [...this.components.values()].map((component) => component.look())
  }

  /** Settles with why it was refused, or with nothing when it was done. */
  async command(id: string, command: ComponentCommand): Promise<string | undefined> {
    const component = this.components.get(id)
    return component ? component.command(command) : `Unknown component: ${id}`
  }

  close(): void {
    this.own.close()
  }
}
