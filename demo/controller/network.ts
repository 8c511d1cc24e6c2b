// The network: what comes and goes over everything but the loopback, and whether there is any.

import { networkInterfaces } from 'node:os'
import { networkStats } from 'systeminformation'
import { quantity, type Measurement } from './measurement'

const MOST_KILOBYTES_A_SECOND = 125_000
/** A sensor that reports on change repeats itself this often all the same. */
const REPEAT_AFTER_MS = 60_000

function connectedInterfaces(): string[] {
  return Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some(({ internal }) => !internal))
    .map(([name]) => name)
}

export async function networkTransfer(): Promise<Measurement[]> {
  const names = connectedInterfaces()
  const stats = names.length > 0 ? await networkStats(names.join(',')) : []
  return [
    quantity('Network received', 'kB/s', MOST_KILOBYTES_A_SECOND, total(stats.map(({ rx_sec }) => rx_sec))),
    quantity('Network sent', 'kB/s', MOST_KILOBYTES_A_SECOND, total(stats.map(({ tx_sec }) => tx_sec))),
  ]
}

/** Kilobytes of all interfaces; null while none has a rate (the first reading has none). */
function total(bytes: (number | null)[]): number | null {
  const known = bytes.filter((rate) => rate !== null)
  return known.length === 0 ? null : known.reduce((sum, rate) => sum + rate, 0) / 1000
}

let reported: { value: number; at: number } | undefined

export async function networkLink(): Promise<Measurement[]> {
  const value = connectedInterfaces().length > 0 ? 1 : 0
  const now = performance.now()
  const due = !reported || reported.value !== value || now - reported.at >= REPEAT_AFTER_MS
  if (due) reported = { value, at: now }
  return [
    {
      name: 'Network link',
      unit: '',
      type: 'cmd_opened',
      min_value: 0,
      max_value: 1,
      value: due ? value : null,
    },
  ]
}
