// The loads that the application is measured under, from a small wall to far more than one shows; W is a wall of 1,000.
// They say how much is sent and in what frames; how it looks on the wire is the server's.

export interface Load {
  sensors: number
  /** Readings of each sensor a second. */
  hertz: number
  /** 1: a frame for each reading, evenly spread, which costs the page most. */
  readingsPerFrame: number
}

export type LoadName = 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'W'

export const LOADS: Readonly<Record<LoadName, Load>> = {
  L1: { sensors: 12, hertz: 1, readingsPerFrame: 1 },
  L2: { sensors: 48, hertz: 10, readingsPerFrame: 1 },
  L3: { sensors: 200, hertz: 10, readingsPerFrame: 1 },
  L4: { sensors: 500, hertz: 10, readingsPerFrame: 1 },
  L5: { sensors: 500, hertz: 40, readingsPerFrame: 500 },
  W: { sensors: 1_000, hertz: 1, readingsPerFrame: 1 },
}

export function isLoadName(name: string | undefined): name is LoadName {
  return name !== undefined && Object.hasOwn(LOADS, name)
}

export function describeLoad(name: LoadName): string {
  const { sensors, hertz, readingsPerFrame } = LOADS[name]
  const frames = readingsPerFrame === 1 ? 'a frame each' : `${readingsPerFrame} a frame`
  return `${name}: ${sensors} sensors × ${hertz} Hz, ${frames}`
}
