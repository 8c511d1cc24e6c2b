// How busy this machine is: processor and memory in percent.

import { cpus, freemem, totalmem } from 'node:os'

export interface MachineFigures {
  /** Of all cores, since the look before; null at the first one. */
  processorPercent: number | null
  memoryPercent: number
}

/** Each call of the answer looks at the machine anew. */
export function machineMeter(): () => MachineFigures {
  let before: { busy: number; total: number } | undefined
  return () => {
    const now = processorTimes()
    const total = now.total - (before?.total ?? now.total)
    const busy = now.busy - (before?.busy ?? now.busy)
    before = now
    return {
      processorPercent: total > 0 ? (busy / total) * 100 : null,
      memoryPercent: (1 - freemem() / totalmem()) * 100,
    }
  }
}

function processorTimes(): { busy: number; total: number } {
  let busy = 0
  let total = 0
  for (const { times } of cpus()) {
    const used = times.user + times.nice + times.sys + times.irq
    busy += used
    total += used + times.idle
  }
  return { busy, total }
}
