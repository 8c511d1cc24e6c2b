// What the working part of the Control Center has to say; loaded with it.
import { wireTexts } from '../../../texts/wire'

export const texts = {
  metricsGroup: 'Metrics',
  metrics: {
    total_concepts: { name: 'Concepts', unit: '' },
    total_associations: { name: 'Associations', unit: '' },
    storage_size_mb: { name: 'Storage size', unit: 'MB' },
    queries_per_second: { name: 'Queries', unit: '/s' },
    avg_latency_ms: { name: 'Average latency', unit: 'ms' },
    cpu_percent: { name: 'Processor', unit: '%' },
    memory_percent: { name: 'Memory', unit: '%' },
  },
  /** The units that the ends of unknown keys tell. */
  units: {
    _mb: 'MB',
    _ms: 'ms',
    _percent: '%',
    _seconds: 's',
    _bytes: 'B',
    _per_second: '/s',
  },
  figures: {
    cpu_percent: { name: 'Processor', unit: '%' },
    memory_mb: { name: 'Memory', unit: 'MB' },
  },
  health: { status: 'Status', uptime: 'Uptime', lastUpdate: 'Last update' },
  utc: (dateAndTime: string) => `${dateAndTime} UTC`,
  commands: {
    done: 'Done.',
    doneWithState: (name: string, state: string) => `${name} is now ${state}.`,
    refused: 'The server did not carry it out and does not say why.',
    unknown: (command: string) => `There is no command "${command}".`,
    noComponent: 'Say which component is meant.',
    noAddress:
      'The name of this component cannot be part of an address, so it cannot be commanded from here.',
    unclear: (what: string) => `The server gave no clear answer. ${what}`,
  },
  expected: wireTexts.expected,
  time: wireTexts.time,
} as const
