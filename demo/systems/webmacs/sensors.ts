// The sensors this backend knows, which it calls events. Readings of any other are dropped.

import { publicId } from '../../identity'

export type SensorType = 'sensor' | 'actuator' | 'range' | 'cmd_button' | 'cmd_opened' | 'cmd_closed'

/** A sensor as the controller declares it. */
export interface SensorDeclaration {
  name: string
  unit: string
  type: SensorType
  min_value: number
  max_value: number
}

/** A sensor as `GET /events` lists it. */
export interface SensorEvent extends SensorDeclaration {
  public_id: string
}

/** The one sensor that nothing on this machine feeds: it waits for a program of the visitor's. */
export const OWN_VALUE: SensorDeclaration = {
  name: 'Your own value',
  unit: '',
  type: 'range',
  min_value: 0,
  max_value: 100,
}

export function sensorId(name: string): string {
  return publicId('event', name)
}

export class Sensors {
  private readonly byId = new Map<string, SensorEvent>()

  constructor() {
    this.declare([OWN_VALUE])
  }

  declare(declarations: readonly SensorDeclaration[]): void {
    for (const { name, unit, type, min_value, max_value } of declarations) {
      const public_id = sensorId(name)
      this.byId.set(public_id, { public_id, name, unit, type, min_value, max_value })
    }
  }

  knows(id: string): boolean {
    return this.byId.has(id)
  }

  /** What the controller declared, in its order, and the visitor's own value at the end. */
  list(): SensorEvent[] {
    const own = sensorId(OWN_VALUE.name)
    const all = [...this.byId.values()]
    return [
      ...all.filter(({ public_id }) => public_id !== own),
      ...all.filter(({ public_id }) => public_id === own),
    ]
  }
}
