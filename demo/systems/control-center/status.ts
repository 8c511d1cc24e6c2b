// The whole state as this system tells it, on the socket and by REST: components as they are at this moment, metrics
// as they were measured last.

import type { SystemContext } from '../../backend/system'
import type { ComponentLook } from '../../process/component'
import type { MachineFigures } from './machine'

const BYTES_PER_MEGABYTE = 1024 * 1024

export interface ComponentStatus {
  name: string
  state: ComponentLook['state']
  pid: number | null
  /** Seconds. */
  uptime: number | null
  /** Of one core. */
  cpu_percent: number | null
  memory_mb: number | null
  error: string | null
  last_updated: string
}

/** The documented names with what they mean here; a null is not known yet. */
export interface Metrics {
  timestamp: string
  /** Sensors that the demo's systems know. */
  total_concepts: number
  /** Readings kept of them. */
  total_associations: number
  /** What these take in memory. */
  storage_size_mb: number
  /** HTTP requests answered, of all systems. */
  queries_per_second: number
  avg_latency_ms: number
  /** Of this machine. */
  cpu_percent: number | null
  memory_percent: number
}

export interface Status {
  components: Record<string, ComponentStatus>
  metrics: Metrics
}

export class StatusBoard {
  private measured: { at: number; values: Omit<Metrics, 'timestamp'> }

  constructor(
    private readonly context: SystemContext,
    private readonly machine: () => MachineFigures,
  ) {
    this.measured = this.measure()
  }

  /** Measures the metrics anew. */
  refresh(): void {
    this.measured = this.measure()
  }

  now(): Status {
    const { supervisor } = this.context
    return {
      components: Object.fromEntries(supervisor.list().map((look) => [look.id, this.componentOf(look)])),
      metrics: { timestamp: this.timestamp(this.measured.at), ...this.measured.values },
    }
  }

  private componentOf({
    name,
    state,
    pid,
    uptimeMs,
    usage,
    error,
    updatedAt,
  }: ComponentLook): ComponentStatus {
    return {
      name,
      state,
      pid,
      uptime: uptimeMs === null ? null : rounded(uptimeMs / 1000, 1),
      cpu_percent: usage && rounded(usage.processorPercent, 1),
      memory_mb: usage && rounded(usage.memoryBytes / BYTES_PER_MEGABYTE, 1),
      error,
      last_updated: this.timestamp(updatedAt),
    }
  }

  private measure() {
    const { clock, traffic, kept } = this.context
    const { sensors, readings, bytes } = kept()
    const { perSecond, averageMs } = traffic.lately()
    const { processorPercent, memoryPercent } = this.machine()
    return {
      at: clock.now(),
      values: {
        total_concepts: sensors,
        total_associations: readings,
        storage_size_mb: rounded(bytes / BYTES_PER_MEGABYTE, 3),
        queries_per_second: rounded(perSecond, 1),
        avg_latency_ms: rounded(averageMs, 2),
        cpu_percent: processorPercent === null ? null : rounded(processorPercent, 1),
        memory_percent: rounded(memoryPercent, 1),
      },
    }
  }

  private timestamp(trueTime: number): string {
    return new Date(this.context.shown(trueTime)).toISOString()
  }
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}
