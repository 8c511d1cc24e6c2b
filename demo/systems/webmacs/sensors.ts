// The sensors this backend knows, which it calls events. Readings of any other are dropped.

import { publicId } from '../../identity'

export const SENSOR_TYPES = ['sensor', 'actuator', 'range', 'cmd_button', 'cmd_opened', 'cmd_closed'] as const
export type SensorType = (typeof SENSOR_TYPES)[number]

/** Each may grow to a full ring of samples. */
const MOST_CREATED = 50

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
  /** Ids of those that visitors created. */
  private readonly created = new Set<string>()

  constructor() {
    this.declare([OWN_VALUE])
  }

  declare(declarations: readonly SensorDeclaration[]): void {
    for (const { name, unit, type, min_value, max_value } of declarations) {
      const public_id = sensorId(name)
      this.byId.set(public_id, { public_id, name, unit, type, min_value, max_value })
    }
  }

  /** A visitor's sensor; the same name again changes what it was created with. Answers it, or why there is none. */
  create(declaration: SensorDeclaration): SensorEvent | string {
    const id = sensorId(declaration.name)
    const isNew = !this.created.has(id)
    if (isNew && this.knows(id)) return `The event "${declaration.name}" is the demo's own`
    if (isNew && this.created.size >= MOST_CREATED) return `There are ${MOST_CREATED} created events already`
    this.created.add(id)
    this.declare([declaration])
    return { public_id: id, ...declaration }
  }

  knows(id: string): boolean {
    return this.byId.has(id)
  }

  /** What the controller declared, in its order, and at the end the visitor's: the own value, and what was created. */
  list(): SensorEvent[] {
    const own = sensorId(OWN_VALUE.name)
    const isVisitors = ({ public_id }: SensorEvent) => public_id === own || this.created.has(public_id)
    const all = [...this.byId.values()]
    return [...all.filter((event) => !isVisitors(event)), ...all.filter(isVisitors)]
  }
}
