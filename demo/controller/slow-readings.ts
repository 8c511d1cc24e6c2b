// Readings that cost the machine something, and so are taken seldom.

import { cpuTemperature, processes } from 'systeminformation'
import { quantity, type Measurement } from './measurement'

const HOTTEST_CELSIUS = 110

export async function temperature(): Promise<Measurement[]> {
  // Its types say a number; a machine without a sensor gives null.
  const main = (await cpuTemperature()).main as number | null
  return main === null || main <= 0 ? [] : [quantity('Temperature', '°C', HOTTEST_CELSIUS, main)]
}

let mostProcesses: number | undefined

export async function processCount(): Promise<Measurement[]> {
  const { all } = await processes()
  if (all <= 0) return []
  // Room for twice what runs at the start, so that the axis says something on any machine.
  mostProcesses ??= Math.ceil((2 * all) / 100) * 100
  return [quantity('Processes', '', mostProcesses, all)]
}
