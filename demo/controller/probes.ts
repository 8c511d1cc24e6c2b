// What can be measured on this machine, and how often. A thing that the machine cannot measure is not in the
// first reading, and so is never declared.

import { cpus, loadavg } from 'node:os'
import { currentLoad, mem } from 'systeminformation'
import { diskTransfer, diskUse } from './disk'
import { percentage, quantity, type Measurement } from './measurement'
import { networkLink, networkTransfer } from './network'
import { processCount, temperature } from './slow-readings'

export interface Probe {
  everyMs: number
  read: () => Promise<Measurement[]>
}

const MOST_CORES = 8

/** What is read together is pushed together, in one batch with one time. */
export const probes: readonly Probe[] = [
  { everyMs: 1_000, read: all(processor, memory, loadAverage, networkTransfer, networkLink, diskTransfer) },
  { everyMs: 5_000, read: all(temperature) },
  { everyMs: 10_000, read: all(diskUse, processCount) },
]

/** A reading that fails is left out, and costs the others nothing. */
function all(...reads: (() => Promise<Measurement[]>)[]): () => Promise<Measurement[]> {
  return async () => {
    const results = await Promise.allSettled(reads.map((read) => read()))
    return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  }
}

async function processor(): Promise<Measurement[]> {
  const load = await currentLoad()
  return [
    percentage('Processor', load.currentLoad),
    ...load.cpus
      .slice(0, MOST_CORES)
      .map((core, index) => percentage(`Processor core ${index + 1}`, core.load)),
  ]
}

async function memory(): Promise<Measurement[]> {
  const { total, available, swaptotal, swapused } = await mem()
  const used = percentage('Memory used', ((total - available) / total) * 100)
  return swaptotal > 0 ? [used, percentage('Swap used', (swapused / swaptotal) * 100)] : [used]
}

/** Windows has no load average. */
async function loadAverage(): Promise<Measurement[]> {
  if (process.platform === 'win32') return []
  return [quantity('Load average', '', cpus().length * 16, loadavg()[0] ?? null)]
}
