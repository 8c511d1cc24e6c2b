// Disks: how full the system's is, and what goes in and out.

import { fsSize, fsStats } from 'systeminformation'
import { percentage, quantity, type Measurement } from './measurement'

const MOST_KILOBYTES_A_SECOND = 500_000
/** Where people keep their files: macOS keeps only itself on "/". */
const SYSTEM_MOUNTS = ['/System/Volumes/Data', '/', 'C:']

export async function diskUse(): Promise<Measurement[]> {
  const disks = await fsSize()
  const mount = SYSTEM_MOUNTS.find((candidate) => disks.some((disk) => disk.mount === candidate))
  const disk = disks.find((candidate) => candidate.mount === mount) ?? disks[0]
  return disk ? [percentage('Disk used', disk.use)] : []
}

export async function diskTransfer(): Promise<Measurement[]> {
  // Its types say numbers; a machine without these statistics gives null.
  const stats = (await fsStats()) as { rx_sec: number | null; wx_sec: number | null } | null
  if (!stats || process.platform === 'win32') return []
  return [
    quantity('Disk read', 'kB/s', MOST_KILOBYTES_A_SECOND, inKilobytes(stats.rx_sec)),
    quantity('Disk written', 'kB/s', MOST_KILOBYTES_A_SECOND, inKilobytes(stats.wx_sec)),
  ]
}

function inKilobytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1000
}
